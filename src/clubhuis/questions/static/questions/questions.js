// Hides the questions that are not asked after what was answered. The server judges the same; without this all of them show.
function chosen(form, name) {
  const fields = [...form.elements].filter((field) => field.name === name);
  return fields.filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked).map((field) => field.value);
}

function isAsked(question, form) {
  const { waitsFor, answers, ticketField, tickets } = question.dataset;
  if (ticketField) {
    const picked = chosen(form, ticketField);
    if (!tickets.split(" ").some((one) => picked.includes(one))) return false;
  }
  if (!waitsFor) return true;
  const earlier = [...form.elements].find((field) => field.name === waitsFor)?.closest(".question");
  if (earlier?.hidden) return false;
  const given = chosen(form, waitsFor);
  return answers.split(" ").some((one) => given.includes(one));
}

function arrange(form) {
  for (const question of form.querySelectorAll(".question")) {
    question.hidden = !isAsked(question, form);
    question.querySelector(".question-waits")?.setAttribute("hidden", "");
  }
}

function prepare() {
  const forms = new Set([...document.querySelectorAll(".question:is([data-waits-for], [data-tickets])")].map((one) => one.closest("form")));
  for (const form of forms) arrange(form);
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.querySelector(".question:is([data-waits-for], [data-tickets])")) arrange(form);
});
document.addEventListener("htmx:after:swap", prepare);
prepare();
