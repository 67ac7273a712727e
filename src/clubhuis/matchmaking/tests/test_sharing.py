"""Drawings behind a link and a code: who gets in, who does not, and what nobody learns."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import timezone, translation

from clubhuis.activity.models import Mail
from clubhuis.lib.refusals import Refused
from clubhuis.matchmaking import actions
from clubhuis.matchmaking.models import Share

from .cast import SECRET_BUYER, a_buyer, a_supplier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_english")]


@pytest.fixture
def shared():
    alma, need = a_buyer(SECRET_BUYER, visibility="anonymous", title="Behuizing van de pacemaker")
    file = need.files.create(file=ContentFile(b"%PDF-1.7", name="needs/x.pdf"), name="behuizing.pdf", size=8)
    share = actions.share(need, [file], by=alma, email="gast@voorbeeld.example", name="Gast")
    return alma, share, file


def code_of(share):
    return re.search(r"\b(\d{6})\b", Mail.objects.filter(kind="matchmaking/mail/code", to=share.email).first().text)[1]


def opened(client, share):
    client.post(f"/drawings/{share.token}/code/")
    client.post(f"/drawings/{share.token}/opening/", {"code": code_of(share)})
    return client.get(f"/drawings/{share.token}/").content.decode()


def test_the_code_opens_the_drawings_and_it_is_written_down(client, shared):
    _alma, share, file = shared

    assert "behuizing.pdf" in opened(client, share)
    answer = client.get(f"/drawings/{share.token}/{file.pk}/")

    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert [(one.kind, one.file_name) for one in share.openings.order_by("pk")] == [
        ("sent", ""),
        ("opened", ""),
        ("download", "behuizing.pdf"),
    ]


def test_without_a_code_neither_need_nor_name_nor_drawing_is_seen(client, shared):
    _alma, share, file = shared
    client.post(f"/drawings/{share.token}/code/")
    pages = [client.get(f"/drawings/{share.token}/").content.decode(), *Mail.objects.values_list("text", flat=True)]

    for page in pages:
        for secret in (SECRET_BUYER, "pacemaker", "behuizing.pdf", "Alma"):
            assert secret not in page
    assert client.get(f"/drawings/{share.token}/{file.pk}/").status_code == 404


@pytest.mark.parametrize("state", ["made up", "over", "revoked"])
def test_a_link_that_is_not_good_looks_like_one_that_is(client, shared, state):
    alma, share, _file = shared
    good = Share.objects.create(need=share.need, email="ander@voorbeeld.example")
    if state == "over":
        Share.objects.filter(pk=share.pk).update(
            created_at=timezone.now() - timedelta(days=20), expires_at=timezone.now() - timedelta(days=1)
        )
    elif state == "revoked":
        actions.revoke(share, by=alma)
    token = "x" * 32 if state == "made up" else share.token

    for path, method in (("", "get"), ("code/", "post"), ("opening/", "post")):
        answers = []
        for one in (token, good.token):
            answer = getattr(client, method)(f"/drawings/{one}/{path}", {"code": "12345678"})
            page = re.sub(r"<input type=\"hidden\"[^>]*>|X-CSRFToken\S+ \S+", "", answer.content.decode())
            answers.append((answer.status_code, page.replace(one, "…")))
        assert answers[0] == answers[1], path
    assert not Mail.objects.filter(kind="matchmaking/mail/code", to="gast@voorbeeld.example").exists()


def test_a_code_opens_once(client, shared):
    _alma, share, _file = shared
    actions.send_code(share)
    code = code_of(share)

    assert actions.open_with(share, code) is True
    assert actions.open_with(Share.objects.get(pk=share.pk), code) is False


def test_after_five_wrong_codes_the_right_one_no_longer_opens(shared):
    _alma, share, _file = shared
    actions.send_code(share)
    code = code_of(share)
    for _ in range(5):
        assert actions.open_with(Share.objects.get(pk=share.pk), "wrong") is False

    assert actions.open_with(Share.objects.get(pk=share.pk), code) is False


def test_a_code_is_worth_nothing_after_a_quarter_of_an_hour(shared):
    _alma, share, _file = shared
    actions.send_code(share)
    Share.objects.filter(pk=share.pk).update(code_sent_at=timezone.now() - timedelta(minutes=16))

    assert actions.open_with(Share.objects.get(pk=share.pk), code_of(share)) is False


def test_ten_codes_a_day(shared):
    _alma, share, _file = shared
    for _ in range(12):
        actions.send_code(Share.objects.get(pk=share.pk))

    assert Mail.objects.filter(kind="matchmaking/mail/code").count() == 10


def test_what_was_opened_ends_when_the_link_is_taken_back(client, shared):
    alma, share, file = shared
    opened(client, share)

    actions.revoke(share, by=alma)

    assert client.get(f"/drawings/{share.token}/{file.pk}/").status_code == 404
    with translation.override("en"), pytest.raises(Refused, match="revoked already"):
        actions.revoke(share, by=alma)


def test_only_the_buyer_shares_and_only_drawings_of_the_need(shared):
    alma, share, file = shared
    _supplier, bram = a_supplier()
    with pytest.raises(PermissionDenied):
        actions.share(share.need, [file], by=bram, email="x@voorbeeld.example")
    with pytest.raises(Refused, match="at least one drawing"):
        actions.share(share.need, [], by=alma, email="x@voorbeeld.example")
    other, elsewhere = a_buyer("Derde")
    with pytest.raises(Refused, match="at least one drawing"):
        actions.share(elsewhere, [file], by=other, email="x@voorbeeld.example")
