/** Shortcuts of one or two letters for the staff; they can be switched off (WCAG 2.1.4) and never act while typing. */

import { enterForm } from "./arriving.js";

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
  if (target instanceof HTMLFormElement) {
    enterForm(target);
  } else if (typing(target)) {
    target.focus();
    target.select?.();
  } else {
    target.click();
  }
  return true;
}

/** Adds the shortcuts that only this page has, so that the list is true wherever it is opened. */
function listOwn(dialog) {
  const list = dialog.querySelector(".pa-keys");
  list.querySelectorAll("[data-own]").forEach((line) => line.remove());
  const known = new Set([...list.querySelectorAll("dt")].map((term) => keysOf(term)));
  for (const target of document.querySelectorAll("[data-key]")) {
    const keys = target.dataset.key;
    if (known.has(keys) || target.offsetParent === null) continue;
    known.add(keys);
    const line = document.createElement("div");
    const term = line.appendChild(document.createElement("dt"));
    line.dataset.own = "";
    for (const key of keys.split(" ")) {
      term.append(Object.assign(document.createElement("kbd"), { textContent: key }), " ");
    }
    line.appendChild(document.createElement("dd")).textContent = (
      target.getAttribute("aria-label") ?? target.textContent
    ).trim();
    list.lastElementChild.before(line);
  }
}

function keysOf(term) {
  return [...term.querySelectorAll("kbd")].map((key) => key.textContent.trim()).join(" ");
}

function help() {
  const dialog = document.getElementById("pa-shortcuts");
  if (!dialog) return;
  if (dialog.open) {
    dialog.close();
    return;
  }
  listOwn(dialog);
  dialog.showModal();
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
  for (const button of document.querySelectorAll('[data-opens="pa-shortcuts"]')) {
    button.addEventListener("click", () => listOwn(dialog));
  }
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
