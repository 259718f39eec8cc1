/** Forms: no double sending, no lost typing, characters counted, files looked at before they leave. */
import { watchDraft, watchUnsaved } from "./drafts.js";

/** The second click of an impatient hand sends nothing; a page shown again from the back button is usable. */
function guardSubmission(form, submitter) {
  const buttons = form.querySelectorAll("[data-once]");
  if (form.dataset.sent && submitter?.hasAttribute("data-once")) return false;
  form.dataset.sent = "1";
  // Disabling at once would drop the button's own name and value from the form.
  setTimeout(() => buttons.forEach((button) => button.setAttribute("data-sent", "")), 0);
  return true;
}

function releaseForms() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll("[data-sent]").forEach((button) => button.removeAttribute("data-sent"));
  }
}

function countCharacters(area) {
  const counter = document.getElementById(area.dataset.counter);
  if (!counter) return;
  // Line ends travel as two characters, which is how the server counts them.
  const left = Number(counter.dataset.limit) - area.value.replace(/\r?\n/g, "\r\n").length;
  const text = left < 0 ? counter.dataset.over : counter.dataset.text;
  counter.textContent = text.replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
  counter.toggleAttribute("data-too-long", left < 0);
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
}

/** Why a chosen file would be refused after its upload; nothing when it would not. */
function refusal(file, input, words) {
  const said = file.size > Number(input.dataset.mostBytes || Infinity) ? words.tooBig : file.size === 0 ? words.empty : "";
  return said?.replace("{name}", file.name).replace("{size}", size(file.size)) ?? "";
}

/** A field for one file, without a box to drop it in. */
function checkOne(input) {
  const limits = input.closest(".form-group")?.querySelector("[data-file-limits]");
  if (!limits) return;
  let told = limits.parentElement.querySelector("[data-file-refused]");
  if (!told) {
    told = document.createElement("p");
    told.dataset.fileRefused = "";
    told.className = "pa-drop-refused";
    told.setAttribute("role", "status");
    limits.before(told);
  }
  told.textContent = [...input.files].map((file) => refusal(file, input, limits.dataset)).find(Boolean) ?? "";
  if (told.textContent) input.value = "";
}

function watchDrop(box) {
  const input = box.querySelector('input[type="file"]');
  const list = box.querySelector("[data-drop-list]");
  box.querySelectorAll("[data-drop-only]").forEach((part) => (part.hidden = false));
  const row = (words, wrong) => {
    const line = document.createElement("li");
    line.textContent = words;
    line.classList.toggle("pa-drop-refused", wrong);
    return line;
  };
  /** What the server would refuse after the whole upload is taken out of the choice at once, and said. */
  const show = () => {
    const refused = [];
    const kept = [...input.files].filter((file) => {
      const words = refusal(file, input, box.dataset);
      if (words) refused.push(row(words, true));
      return !words;
    });
    let whole = 0;
    const fitting = kept.filter((file) => {
      const fits = whole + file.size <= Number(input.dataset.mostTogether || Infinity);
      if (fits) whole += file.size;
      else refused.push(row(box.dataset.together.replace("{name}", file.name), true));
      return fits;
    });
    if (fitting.length < input.files.length) {
      const choice = new DataTransfer();
      fitting.forEach((file) => choice.items.add(file));
      input.files = choice.files;
    }
    list.replaceChildren(...fitting.map((file) => row(`${file.name} (${size(file.size)})`, false)), ...refused);
  };
  input.addEventListener("change", show);
  const over = (on) => (event) => {
    event.preventDefault();
    box.classList.toggle("pa-drop-over", on);
  };
  box.addEventListener("dragover", over(true));
  box.addEventListener("dragleave", over(false));
  box.addEventListener("drop", (event) => {
    over(false)(event);
    const given = new DataTransfer();
    for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1)) given.items.add(file);
    input.files = given.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

export function watchForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "post" && !form.hasAttribute("hx-post") && !guardSubmission(form, event.submitter)) event.preventDefault();
  });
  window.addEventListener("pageshow", (event) => event.persisted && releaseForms());
  document.addEventListener("input", (event) => event.target.dataset?.counter && countCharacters(event.target));
  document.querySelectorAll("[data-counter]").forEach(countCharacters);
  document.querySelectorAll("form[data-warn-unsaved]").forEach(watchUnsaved);
  document.querySelectorAll("form[data-autosave]").forEach(watchDraft);
  document.querySelectorAll("[data-drop]").forEach(watchDrop);
  document.addEventListener("change", (event) => {
    if (event.target.matches('input[type="file"][data-most-bytes]') && !event.target.closest("[data-drop]")) checkOne(event.target);
  });
  document.querySelector("[data-focus]:not(.pa-exhibit-stage *)")?.focus();
}
