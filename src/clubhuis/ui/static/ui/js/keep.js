// What somebody typed is not lost when the session has ended: it waits in this tab until the form has been sent.
export function keepTexts(root) {
  for (const form of root.querySelectorAll("form[data-keep]:not([data-kept])")) {
    form.dataset.kept = "";
    const key = `kept:${location.pathname}:${form.dataset.keep}`;
    restore(form, key);
    form.addEventListener("input", () => save(form, key));
    // Only an answer that is another page, or this page with "saved", means that it has arrived; see forget().
  }
  forget();
}

const SECRET = 'input[type="password"], input[type="hidden"], input[type="file"], [data-secret]';

function fields(form) {
  return [...form.elements].filter((field) => field.name && !field.matches(SECRET));
}

function save(form, key) {
  const texts = fields(form)
    .filter((field) => field.type !== "submit" && field.type !== "button")
    .map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? [field.value, field.checked] : field.value]);
  sessionStorage.setItem(key, JSON.stringify(texts));
}

function restore(form, key) {
  const kept = sessionStorage.getItem(key);
  // A form that comes back with errors already holds what was typed.
  if (!kept || form.querySelector(".field-wrong")) return;
  for (const [name, value] of JSON.parse(kept)) {
    for (const field of fields(form).filter((candidate) => candidate.name === name)) {
      if (Array.isArray(value)) {
        if (field.value === value[0]) field.checked = value[1];
      } else if (!field.value) {
        field.value = value;
      }
    }
  }
}

// The server says on the next page that something was saved (a toast of success): then nothing has to be kept.
function forget() {
  if (!document.querySelector(".toast-success")) return;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("kept:")) sessionStorage.removeItem(key);
}
