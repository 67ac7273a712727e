// The invoice is asked only for a paid ticket. Without this it is always there, and judged on the server.

for (const paid of document.querySelectorAll("[data-paid-tickets]")) {
  const form = paid.closest("form");
  const tickets = paid.dataset.paidTickets.trim().split(" ");
  const refresh = () => {
    paid.hidden = !tickets.includes(form.querySelector('input[name="ticket"]:checked')?.value);
  };
  form.addEventListener("change", refresh);
  refresh();
}
