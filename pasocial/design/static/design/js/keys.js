/** Shortcuts of one or two letters for the staff; they can be switched off (WCAG 2.1.4) and never act while typing. */

const OFF = "pasocial.keys.off";
const PAIR_MS = 1200;

function typing(target) {
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}

function rows() {
  return [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.classList.contains("pa-row-here"));
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  all.forEach((row) => row.classList.toggle("pa-row-here", row === next));
  (next.querySelector("a[href]") ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function tick() {
  const box = document.querySelector(".pa-row-here input[type=checkbox]");
  if (box) box.click();
}

function follow(keys) {
  const target = document.querySelector(`[data-key="${CSS.escape(keys).replace(/\\ /g, " ")}"]`);
  if (!target) return false;
  if (typing(target)) {
    target.focus();
    target.select?.();
  } else {
    target.click();
  }
  return true;
}

function help() {
  const dialog = document.getElementById("pa-shortcuts");
  if (dialog?.open) dialog.close();
  else dialog?.showModal();
}

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

export function watchKeys() {
  const dialog = document.getElementById("pa-shortcuts");
  if (!dialog) return;
  const choice = dialog.querySelector("[data-keys-off]");
  choice.checked = isOff();
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(OFF, choice.checked ? "1" : "0");
    } catch {
      choice.checked = false;
    }
  });
  let first = "";
  let timer;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || isOff()) return;
    if (dialog.open && event.key !== "?") return;
    const keys = first ? `${first} ${event.key}` : event.key;
    clearTimeout(timer);
    first = "";
    if (follow(keys)) event.preventDefault();
    else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "x") tick();
    else if (event.key === "o") document.querySelector(".pa-row-here a[href]")?.click();
    else if (event.key === "?") help();
    else if (event.key === "g") {
      first = "g";
      timer = setTimeout(() => (first = ""), PAIR_MS);
    }
  });
}
