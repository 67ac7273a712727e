"""A seat at an event: invitations, registrations, tickets, the waiting list, check-in and badges."""
