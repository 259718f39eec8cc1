/** Drafts saved while one writes. What was typed stays in the page, whatever happens to the session or the network. */

const SAVE_AFTER_MS = 2000;
const TRY_AGAIN_MS = 20000;
const SEEN = "autosave_seen";

function contents(form) {
  return new URLSearchParams([...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== SEEN)).toString();
}

export function watchUnsaved(form) {
  const initial = contents(form);
  window.addEventListener("beforeunload", (event) => {
    if (form.dataset.sent || (form.dataset.savedContents ?? initial) === contents(form)) return;
    event.preventDefault();
  });
}

/** Signing in again in another tab makes the tokens of this page void: the page is asked for a new one, and keeps its text. */
async function freshToken() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  document.querySelector('meta[name="csrf-token"]')?.setAttribute("content", token);
  return true;
}

function seenField(form) {
  const known = form.elements.namedItem(SEEN);
  if (known) return known;
  const made = document.createElement("input");
  made.type = "hidden";
  made.name = SEEN;
  made.value = new URL(form.dataset.autosave, location.href).searchParams.get(SEEN) ?? "";
  form.append(made);
  return made;
}

export function watchDraft(form) {
  const box = form.querySelector("[data-autosave-box]");
  const state = box.querySelector("[data-autosave-state]");
  const ways = box.querySelector("[data-autosave-ways]");
  const seen = seenField(form);
  const initial = contents(form);
  let timer;
  let running = false;
  let wanted = false;
  let fault = "";

  const say = (what, time = "") => {
    fault = ["saving", "saved"].includes(what) ? "" : what;
    const words = state.dataset[what].replace("{time}", time);
    if (state.textContent !== words) state.textContent = words;
    box.toggleAttribute("data-fault", Boolean(fault));
    let any = false;
    for (const way of ways.children) {
      way.hidden = !(way.dataset.autosaveAgain ?? way.dataset.autosaveOpen).split(" ").includes(fault);
      any ||= !way.hidden;
      if (way.matches("a")) way.href = location.pathname + location.search;
    }
    ways.hidden = !any;
  };

  const send = () => {
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
    return fetch(form.dataset.autosave, { method: "POST", body, headers: { "X-Requested-With": "autosave" }, redirect: "manual" });
  };

  const result = (answer) => {
    if (answer.ok) return "saved";
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return "outside";
    return { 404: "gone", 409: "overtaken", 413: "tooLong", 422: "tooLong" }[answer.status] ?? "failed";
  };

  const save = async () => {
    clearTimeout(timer);
    if (form.dataset.sent) return;
    // One at a time: two savings that cross would find one another's text.
    if (running) {
      wanted = true;
      return;
    }
    running = true;
    wanted = false;
    const sent = contents(form);
    if (!fault) say("saving");
    try {
      let answer = await send();
      if (answer.status === 403 && (await freshToken())) answer = await send();
      const told = result(answer);
      if (["saved", "overtaken"].includes(told) && answer.headers.get("X-Autosave-Seen")) box.dataset.seen = answer.headers.get("X-Autosave-Seen");
      if (told === "saved") {
        form.dataset.savedContents = sent;
        if (box.dataset.seen) seen.value = box.dataset.seen;
      }
      say(told, new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
    } catch {
      say("failed");
    }
    running = false;
    if (wanted && fault !== "overtaken") save();
    else if (fault === "failed") timer = setTimeout(save, TRY_AGAIN_MS);
  };

  form.addEventListener("input", () => {
    // Once another tab was quicker, only a choice saves; what is typed here stays here.
    if (fault === "overtaken") return;
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  });
  ways.addEventListener("click", (event) => {
    const again = event.target.closest("[data-autosave-again]");
    if (!again) return;
    if (fault === "overtaken") seen.value = box.dataset.seen ?? seen.value;
    save();
  });
  const unsaved = () => (form.dataset.savedContents ?? initial) !== contents(form);
  window.addEventListener("online", () => fault === "failed" && save());
  window.addEventListener("focus", () => ["failed", "outside"].includes(fault) && unsaved() && save());
  form.addEventListener("submit", () => clearTimeout(timer));
}
