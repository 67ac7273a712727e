// Menus are <details>: they close on Escape, on a click elsewhere, and when focus leaves them. Dialogs open by `command`.
export function watchMenus() {
  const open = () => document.querySelectorAll("details[data-menu][open]");

  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
    const dialog = event.target;
    // A click on the veil around a dialog closes it: only there is the dialog itself the target, outside its own box.
    if (dialog instanceof HTMLDialogElement && dialog.open && isOutside(dialog, event)) dialog.close();
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  if (!("commandForElement" in HTMLButtonElement.prototype)) {
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button[commandfor]");
      if (button) document.getElementById(button.getAttribute("commandfor"))?.showModal();
    });
  }
}

function isOutside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}
