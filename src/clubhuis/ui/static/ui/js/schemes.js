// Light, dark or as the device: at once on the page, and kept by the server's cookie.
export function watchSchemes() {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-scheme-form]");
    if (!form) return;
    event.preventDefault();
    const chosen = event.submitter.value;
    const body = new FormData(form, event.submitter);
    if (chosen === "system") delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = chosen;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button === event.submitter));
    }
    document.dispatchEvent(new CustomEvent("house:scheme"));
    await fetch(form.action, { method: "POST", body, redirect: "manual" });
  });
}
