// What somebody typed is not lost when the session has ended: it waits in this tab until the form has been sent.
export function keepTexts(root) {
  forgetWhatArrived();
  for (const form of root.querySelectorAll("form[data-keep]:not([data-kept])")) {
    form.dataset.kept = "";
    const key = `kept:${location.pathname}${location.search}:${form.dataset.keep}`;
    restore(form, key);
    form.addEventListener("input", () => save(form, key));
    form.addEventListener("submit", () => sessionStorage.setItem(`sent:${key}`, location.pathname));
  }
}

const SECRET = 'input[type="password"], input[type="hidden"], input[type="file"], [data-secret]';

function fields(form) {
  return [...form.elements].filter((field) => field.name && !field.matches(SECRET) && !["submit", "button", "fieldset"].includes(field.type));
}

const isTicked = (field) => field.type === "checkbox" || field.type === "radio";

function save(form, key) {
  const texts = fields(form).map((field) => [field.name, isTicked(field) ? [field.value, field.checked] : field.value]);
  sessionStorage.setItem(key, JSON.stringify(texts));
}

// Everything as it was, also where the page came with a proposal: half of it would be another answer than was meant.
function restore(form, key) {
  const kept = sessionStorage.getItem(key);
  // A form that comes back with errors already holds what was typed.
  if (!kept || form.querySelector(".field-wrong")) return;
  const rows = JSON.parse(kept);
  let changed = false;
  for (const field of fields(form)) {
    const at = rows.findIndex(([name, value]) => name === field.name && (!isTicked(field) || (Array.isArray(value) && value[0] === field.value)));
    if (at < 0) continue;
    const [[, value]] = rows.splice(at, 1);
    if (isTicked(field)) {
      changed ||= field.checked !== value[1];
      field.checked = value[1];
    } else if (!Array.isArray(value)) {
      changed ||= field.value !== value;
      field.value = value;
    }
  }
  if (changed) say(form, key);
}

function say(form, key) {
  const note = form.querySelector("[data-kept-note]");
  if (!note) return;
  note.hidden = false;
  note.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    form.reset();
    note.hidden = true;
  });
}

// A form has arrived when another page answers it (not the one to sign in on), or this page says that something was saved.
function forgetWhatArrived() {
  if (document.querySelector(".toast-success")) {
    for (const key of Object.keys(sessionStorage)) if (/^(kept|sent):/.test(key)) sessionStorage.removeItem(key);
    return;
  }
  if (location.pathname.startsWith("/account/")) return;
  for (const sent of Object.keys(sessionStorage)) {
    if (!sent.startsWith("sent:")) continue;
    if (sessionStorage.getItem(sent) !== location.pathname) sessionStorage.removeItem(sent.slice(5));
    sessionStorage.removeItem(sent);
  }
}
