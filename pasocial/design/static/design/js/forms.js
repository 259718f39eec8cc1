/** Forms: no double sending, no lost typing, drafts saved while one writes, characters counted, files listed. */

const SAVE_AFTER_MS = 2000;

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

function contents(form) {
  return new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken")).toString();
}

function watchUnsaved(form) {
  const initial = contents(form);
  window.addEventListener("beforeunload", (event) => {
    if (form.dataset.sent || (form.dataset.savedContents ?? initial) === contents(form)) return;
    event.preventDefault();
  });
}

function watchDraft(form) {
  let timer;
  const state = form.querySelector("[data-autosave-state]");
  const say = (what, time = "") => {
    if (state) state.textContent = state.dataset[what].replace("{time}", time);
  };
  const save = async () => {
    if (form.dataset.sent) return;
    const sent = contents(form);
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
    say("saving");
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { "X-Requested-With": "autosave" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      form.dataset.savedContents = sent;
      say("saved", new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
    } catch {
      say("failed");
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

function watchDrop(box) {
  const input = box.querySelector('input[type="file"]');
  const list = box.querySelector("[data-drop-list]");
  box.querySelectorAll("[data-drop-only]").forEach((part) => (part.hidden = false));
  const show = () => {
    list.replaceChildren(
      ...[...input.files].map((file) => {
        const row = document.createElement("li");
        const size = file.size < 1e6 ? `${Math.ceil(file.size / 1000)} kB` : `${(file.size / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;
        row.textContent = `${file.name} (${size})`;
        return row;
      }),
    );
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
  document.querySelector("[data-focus]:not(.pa-exhibit-stage *)")?.focus();
}
