// Messages stay until read: a quiet one goes after a while (not while pointed at), an error stays until it is closed.
const SECONDS = 8;

export function watchToasts(root) {
  for (const toast of root.querySelectorAll("[data-toast]:not([data-ready])")) {
    toast.dataset.ready = "";
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", document.querySelector("[data-close-word]")?.dataset.closeWord ?? "×");
    close.addEventListener("click", () => toast.remove());
    toast.append(close);
    if (toast.classList.contains("toast-error")) continue;
    let timer = setTimeout(() => toast.remove(), SECONDS * 1000);
    const stay = () => clearTimeout(timer);
    const leave = () => (timer = setTimeout(() => toast.remove(), SECONDS * 1000));
    toast.addEventListener("pointerenter", stay);
    toast.addEventListener("pointerleave", leave);
    toast.addEventListener("focusin", stay);
    toast.addEventListener("focusout", leave);
  }
}
