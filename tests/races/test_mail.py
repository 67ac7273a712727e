"""Two workers and one outbox: each mail leaves once."""

import threading
from collections import Counter

import pytest
from django.core import mail as django_mail
from django.db import connection

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity import delivery
from clubhuis.activity.models import Mail
from clubhuis.activity.tests.test_mail import a_mail

WORKERS, MAILS = 4, 40


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_each_mail_is_sent_once_whatever_the_number_of_workers():
    alma = a_person()
    for number in range(MAILS):
        a_mail(alma, text=f"Bericht {number}")
    start = threading.Barrier(WORKERS)

    def work():
        start.wait()
        try:
            delivery.deliver_due()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    sent = Counter(message.subject for message in django_mail.outbox)
    assert sent == Counter({f"Bericht {number}": 1 for number in range(MAILS)})
    assert set(Mail.objects.values_list("state", "attempts")) == {("sent", 1)}


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_claim_mail_would_be_sent_twice(monkeypatch):
    """The mutant: it shows that the test above can fail."""
    alma = a_person()
    for number in range(MAILS):
        a_mail(alma, text=f"Bericht {number}")
    monkeypatch.setattr(delivery, "claim", lambda mail: True)
    start = threading.Barrier(WORKERS)
    selected = threading.Barrier(WORKERS)
    deliver_all = delivery.deliver_all

    def after_everybody_has_chosen(mails, *, stream):
        if stream == "transactional":
            selected.wait()
        return deliver_all(mails, stream=stream)

    monkeypatch.setattr(delivery, "deliver_all", after_everybody_has_chosen)

    def work():
        start.wait()
        try:
            delivery.deliver_due()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(django_mail.outbox) > MAILS
