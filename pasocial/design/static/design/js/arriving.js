/** Where the cursor goes: into the form that a link or a shortcut leads to, and into the text that is inserted. */

function enterable(field) {
  return /^(input|textarea|select)$/i.test(field.tagName) && field.type !== "hidden" && field.offsetParent !== null;
}

/** Into the first field of the form, or onto its button when there is nothing to fill in. */
export function enterForm(form) {
  form.closest("details")?.setAttribute("open", "");
  const fields = [...form.elements];
  (fields.find(enterable) ?? fields.find((field) => field.type === "submit"))?.focus();
}

function arrive() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLFormElement) enterForm(target);
}

/** Puts the chosen text where the cursor is, or at the end when the box was never entered; nothing typed is lost. */
function insertText(button) {
  const form = button.form;
  const chosen = form.elements[button.value].selectedOptions[0];
  const box = form.querySelector("textarea");
  const text = chosen.dataset.text;
  const from = box.dataset.entered === undefined ? box.value.length : box.selectionStart;
  const to = box.dataset.entered === undefined ? box.value.length : box.selectionEnd;
  const gap = from > 0 && box.value[from - 1] !== "\n" ? "\n\n" : "";
  box.focus();
  box.setRangeText(gap + text, from, to, "end");
  if (chosen.dataset.purpose) form.elements.purpose.value = chosen.dataset.purpose;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

export function watchArrivals() {
  // Going to a fragment takes the focus away at the very end, so the field is entered after it.
  const after = () => setTimeout(arrive);
  if (document.readyState === "complete") after();
  else addEventListener("load", after);
  addEventListener("hashchange", after);
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea")) event.target.dataset.entered = "";
  });
  document.addEventListener("click", (event) => {
    const inserting = event.target.closest("[data-insert]");
    if (inserting) {
      event.preventDefault();
      insertText(inserting);
      return;
    }
    // A second press of the same link changes no address and still leads into the form.
    const link = event.target.closest("a[href*='#']");
    if (link && link.href === location.href) after();
  });
}
