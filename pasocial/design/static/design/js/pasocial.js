/** What scripts add to pages that already work without them. Each module looks for its own attributes. */
import { watchArrivals } from "./arriving.js";
import { watchForms } from "./forms.js";
import { watchKeys } from "./keys.js";
import { watchSmallThings } from "./small.js";
import { watchStream } from "./streams.js";
import { watchTables } from "./tables.js";

document.documentElement.classList.add("js");

/** Non-GET htmx requests carry the token of their form, or the one of the staff layout. */
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "get") return;
  const field = event.detail.elt.closest("form")?.querySelector("[name=csrfmiddlewaretoken]");
  const token = field?.value ?? document.querySelector('meta[name="csrf-token"]')?.content;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});

watchForms();
watchKeys();
watchTables();
watchSmallThings(document);
watchArrivals();
watchStream();
document.addEventListener("htmx:load", (event) => watchSmallThings(event.detail.elt));
