// Choosing rows: the box in the head chooses all, the bar says how many.
export function watchTables() {
  const boxes = (bar) => document.querySelectorAll(`input[data-pick="${CSS.escape(bar)}"]`);

  function tell(bar) {
    const all = [...boxes(bar)];
    const chosen = all.filter((box) => box.checked).length;
    const head = document.querySelector(`input[data-pick-all="${CSS.escape(bar)}"]`);
    if (head) {
      head.checked = chosen > 0 && chosen === all.length;
      head.indeterminate = chosen > 0 && chosen < all.length;
    }
    const form = document.querySelector(`form[data-bulk="${CSS.escape(bar)}"]`);
    if (!form) return;
    form.toggleAttribute("data-active", chosen > 0);
    const said = form.querySelector("[data-bulk-count]");
    said.dataset.before ??= said.textContent;
    said.textContent = chosen ? `${chosen} ${form.querySelector("[data-bulk-text]").content.textContent}` : said.dataset.before;
  }

  document.addEventListener("change", (event) => {
    const { pick, pickAll } = event.target.dataset;
    if (pickAll) for (const box of boxes(pickAll)) box.checked = event.target.checked;
    if (pick || pickAll) tell(pick || pickAll);
  });
  for (const head of document.querySelectorAll("input[data-pick-all]")) head.hidden = false;
  document.addEventListener("htmx:after:swap", () => {
    for (const head of document.querySelectorAll("input[data-pick-all]")) {
      head.hidden = false;
      tell(head.dataset.pickAll);
    }
  });
}
