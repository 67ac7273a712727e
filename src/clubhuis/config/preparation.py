"""What must be done before the first page is answered: tables, vocabulary, demonstration."""

from django.core.management import call_command

from clubhuis.taxonomy.loading import load_vocabulary


def prepare(*, with_demo: bool) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    load_vocabulary()


def welcome(address: str) -> None:
    """Say where to look, and as whom to sign in."""
    print(f"\nClubhuis is open at {address}\n", flush=True)
