"""What must be done before the first page is answered: tables, vocabulary, demonstration, static files, labels."""

from django.conf import settings
from django.core.management import call_command

from clubhuis.demo import loading
from clubhuis.demo.sign_ins import PASSWORD, SIGN_INS
from clubhuis.matchmaking import index
from clubhuis.matchmaking.tasks import tend_index
from clubhuis.portal import first_run
from clubhuis.taxonomy.loading import load_vocabulary
from clubhuis.ui.collecting import collect_when_changed


def prepare(*, with_demo: bool) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    load_vocabulary()
    if with_demo and not loading.is_loaded() and not loading.has_real_data():
        call_command("load_demo")

    tend_index.enqueue()  # by the worker: the first page need not wait for it
    collect_when_changed()
    index.read_ahead()


def welcome(address: str) -> None:
    """Say where to look, and as whom to sign in."""
    print(f"\nClubhuis is open at {address}\n", flush=True)
    if first_run.is_new() and first_run.needs_code():
        print(f"Make yourself the operator at {settings.SITE_URL}/start/?code={first_run.code()}\n", flush=True)
    if loading.is_loaded():
        width = max(len(one.email) for one in SIGN_INS)
        print("This is the demonstration: everyone and everything in it is made up. Sign in as:\n")
        for one in SIGN_INS:
            print(f"  {one.email:<{width}}  {one.role}")
        print(f"\nThe password of all of them is {PASSWORD}", end="")
        print(f"; or ask for a code and read it at {address}/dev/mail/\n" if settings.MAIL_INBOX else "\n", flush=True)
