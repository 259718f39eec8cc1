/** Ticking rows: all at once, and how many are ticked. */

function count(box) {
  const scope = box.closest("form") ?? document;
  const ticked = scope.querySelectorAll("tbody input[type=checkbox]:checked, [data-row] > input[type=checkbox]:checked").length;
  for (const text of scope.querySelectorAll("[data-bulk-count]")) text.textContent = text.dataset.text.replace("{n}", ticked);
}

export function watchTables() {
  document.querySelectorAll("[data-check-all]").forEach((box) => (box.hidden = false));
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.type !== "checkbox" || !box.closest("table")) return;
    if (box.hasAttribute("data-check-all")) {
      box.closest("table").querySelectorAll("tbody input[type=checkbox]").forEach((other) => (other.checked = box.checked));
    }
    count(box);
  });
}
