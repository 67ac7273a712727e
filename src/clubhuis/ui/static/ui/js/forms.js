// Counting characters, asking once, and submitting where a choice says it all.
export function watchForms() {
  document.addEventListener("input", (event) => {
    const counter = event.target.id && document.querySelector(`[data-count="${CSS.escape(event.target.id)}"]`);
    if (counter) count(event.target, counter);
  });
  for (const counter of document.querySelectorAll("[data-count]")) {
    const box = document.getElementById(counter.dataset.count);
    if (box?.value) count(box, counter);
  }

  document.addEventListener("change", (event) => {
    event.target.closest("form[data-autosubmit]")?.requestSubmit();
  });

  // A double click is one deed. The button is freed again when the page comes back from the browser's memory.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || hasHtmx(form)) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}

function hasHtmx(form) {
  return ["hx-post", "hx-put", "hx-delete", "hx-get"].some((name) => form.hasAttribute(name));
}

function count(box, counter) {
  const most = Number(counter.dataset.most);
  counter.textContent = `${box.value.length} / ${most}`;
  counter.toggleAttribute("data-over", box.value.length > most);
}
