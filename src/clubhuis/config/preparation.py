"""What must be done before the first page is answered: tables, vocabulary, demonstration."""

from django.core.management import call_command


def prepare(*, with_demo: bool) -> None:
    call_command("migrate", interactive=False, verbosity=0)


def welcome(address: str) -> None:
    """Say where to look, and as whom to sign in."""
    print(f"\nClubhuis is open at {address}\n", flush=True)
