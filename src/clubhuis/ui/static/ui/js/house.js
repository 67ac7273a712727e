// Behaviour of the house, attached to data- attributes. Everything works without it; this makes it quicker or kinder.
import { watchSchemes } from "./schemes.js";
import { watchMenus } from "./menus.js";
import { watchToasts } from "./toasts.js";
import { watchForms } from "./forms.js";
import { watchTables } from "./tables.js";
import { dressSelects } from "./combobox.js";
import { keepTexts } from "./keep.js";
import { drawMaps } from "./maps.js";

watchSchemes();
watchMenus();
watchTables();
watchForms();

// What has to be prepared per element: once for the page, and again for every piece that htmx brings in.
function prepare(root) {
  watchToasts(root);
  dressSelects(root);
  keepTexts(root);
  drawMaps(root);
  root.querySelector("[data-focus]:not([data-still] *)")?.focus();
}

// On a narrow screen the tabs scroll sideways: the one that is shown comes into view, once.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const strip = tab.closest(".tabs");
  strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
}

prepare(document);
document.addEventListener("htmx:after:swap", () => prepare(document));
