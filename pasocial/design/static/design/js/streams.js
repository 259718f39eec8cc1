/**
 * One event stream for the page: the server names what changed, htmx asks for the part again.
 *
 * Elements say themselves what they wait for: hx-trigger="pa:changed" with data-watch="foia.request:42". Without a
 * stream everything works: parts that poll go on polling.
 */

const EVENTS = ["changed", "presence", "notices"];
const FIRST_WAIT = 3000;
const LONGEST_WAIT = 300000;
const HIDDEN_WAIT = 30000;
const TOGETHER = 150;

let source = null;
let live = false;
let over = false;
let wait = FIRST_WAIT;
let opened = false;
let retry = 0;
let hidden = 0;
const waiting = new Map();

/** `make up` has streams on a second port of the same machine, whichever of its names the reader typed. */
function addressOf(meta) {
  const url = new URL(meta, document.baseURI);
  const local = ["localhost", "127.0.0.1"];
  if (local.includes(url.hostname) && local.includes(location.hostname)) url.hostname = location.hostname;
  const watched = [...document.querySelectorAll("[data-watch]")].map((element) => element.dataset.watch);
  for (const reference of new Set(watched)) url.searchParams.append("about", reference);
  return url;
}

function tell(name, about) {
  for (const element of document.querySelectorAll(`[hx-trigger*="pa:${name}"]`)) {
    const watched = element.dataset.watch;
    if (!about || !watched || watched === about) element.dispatchEvent(new CustomEvent(`pa:${name}`));
  }
}

/** One act often leaves several hints: the part is asked for once. */
function soon(name, about) {
  const key = `${name} ${about}`;
  clearTimeout(waiting.get(key));
  waiting.set(key, setTimeout(() => { waiting.delete(key); tell(name, about); }, TOGETHER));
}

function everything() {
  for (const name of EVENTS) soon(name, "");
}

function setLive(value) {
  live = value;
  document.documentElement.dataset.stream = value ? "open" : "closed";
}

function close() {
  source?.close();
  source = null;
  setLive(false);
}

function open(meta) {
  clearTimeout(retry);
  close();
  source = new EventSource(addressOf(meta), { withCredentials: true });
  source.addEventListener("open", () => {
    setLive(true);
    wait = FIRST_WAIT;
    // What happened while nobody listened was told to nobody.
    if (opened || performance.now() > 5000) everything();
    opened = true;
  });
  for (const name of EVENTS) source.addEventListener(name, (event) => soon(name, event.data));
  source.addEventListener("again", () => { setLive(true); everything(); });
  source.addEventListener("away", () => setLive(false));
  source.addEventListener("goodbye", () => { over = true; close(); });
  source.addEventListener("error", () => {
    close();
    if (over) return;
    retry = setTimeout(() => open(meta), wait * (0.75 + Math.random() / 2));
    wait = Math.min(wait * 2, LONGEST_WAIT);
  });
}

export function watchStream() {
  const meta = document.querySelector('meta[name="pa-stream"]')?.content;
  if (!meta || !window.EventSource) return;
  // While the stream says when, parts that poll need not ask.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const config = event.detail.requestConfig;
    if (live && !config.triggeringEvent && event.target.matches?.('[hx-trigger*="pa:"]')) event.preventDefault();
  });
  // A page nobody looks at needs no stream, and its reader is not there.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hidden);
    if (over) return;
    if (document.hidden) {
      hidden = setTimeout(() => { clearTimeout(retry); close(); }, HIDDEN_WAIT);
    } else if (!source) {
      open(meta);
    }
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => { if (event.persisted && !over) open(meta); });
  open(meta);
}
