/** Copy buttons, closable messages, menus that close, dialogs, the undo countdown. */

function watchCopy(button) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const label = button.querySelector("span");
    const before = label.textContent;
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = button.dataset.copied;
    setTimeout(() => (label.textContent = before), 2500);
  });
}

function watchUndo(form) {
  const total = Number(form.dataset.undo);
  const end = Date.now() + total * 1000;
  const left = form.querySelector("[data-undo-left]");
  const bar = form.querySelector("[data-undo-bar]");
  const timer = setInterval(() => {
    const seconds = Math.max((end - Date.now()) / 1000, 0);
    bar.value = seconds;
    left.textContent = form.dataset.undoText.replace("{n}", Math.ceil(seconds));
    if (seconds === 0 || !form.isConnected) {
      clearInterval(timer);
      left.textContent = form.dataset.undoOver;
      form.querySelectorAll("button").forEach((button) => (button.disabled = true));
      const after = form.querySelector("[data-undo-after]");
      if (after) after.hidden = false;
    }
  }, 200);
}

function watchMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("[data-dropdown][open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("[data-dropdown][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

const seen = new WeakSet();
let once = false;

export function watchSmallThings(root) {
  const each = (selector, watch) => {
    for (const element of root.querySelectorAll(selector)) {
      if (seen.has(element)) continue;
      seen.add(element);
      watch(element);
    }
  };
  each("[data-copy]", watchCopy);
  each("[data-undo]", watchUndo);
  each("[data-dismiss]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => button.closest(".alert").remove());
  });
  each("[data-opens]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
  });
  if (!once) {
    once = true;
    watchMenus();
  }
}
