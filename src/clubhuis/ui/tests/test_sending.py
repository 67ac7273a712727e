"""A form is done once, however often it is sent."""

import re

import pytest
from django import forms
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template import Context, Template
from django.test import Client
from django.urls import path
from django.utils.translation import override

from clubhuis.accounts.tests.cast import a_person
from clubhuis.config.urls import urlpatterns as house
from clubhuis.lib import sending
from clubhuis.lib.models import Sending
from clubhuis.ui.sending import sends_by_itself

KEY = "k" * 22
done: list[str] = []


class Note(forms.Form):
    text = forms.CharField(max_length=9)


def note(request):
    form = Note(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    done.append(form.cleaned_data["text"])
    if form.cleaned_data["text"] == "break":
        raise RuntimeError
    messages.success(request, "Done.")
    if request.headers.get("HX-Request"):
        return HttpResponse("a piece of a page")
    return HttpResponseRedirect(f"/there/{len(done)}/")


def listing(request):
    done.append("file")
    return HttpResponse("a;b")


@sends_by_itself
def rush(request):
    with sending.once(request) as answer:
        done.append("rush")
        answer.response = HttpResponseRedirect("/rushed/")
    return answer.response


for view in (note, listing, rush):
    view.login_required = False
urlpatterns = [
    *house,
    path("test/note/", note, name="note"),
    path("test/list/", listing),
    path("test/rush/", rush),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def _nothing_done():
    done.clear()


def send(text="hello", *, to="/test/note/", key=KEY, client=None, **headers):
    return (client or Client()).post(to, {"text": text, "once": key}, headers=headers)


def test_the_same_form_is_done_once_and_answered_the_same():
    answers = [send(), send()]

    assert done == ["hello"]
    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, "/there/1/")] * 2
    assert [str(message) for message in get_messages(answers[1].wsgi_request)] == [
        "Done."
    ]  # the first answer may not have reached anybody


def test_the_same_key_with_something_else_is_refused_kindly_and_what_was_typed_can_be_sent():
    send()

    with override("en"):
        answer = Client(headers={"Accept-Language": "en"}).post("/test/note/", {"text": "goodbye", "once": KEY})

    assert (answer.status_code, done) == (422, ["hello"])
    assert 'name="text" value="goodbye"' in answer.content.decode()
    new_key = re.search(r'name="once" value="([\w-]+)"><input type="hidden" name="text"', answer.content.decode())
    assert send("goodbye", key=new_key[1]).status_code == 302
    assert done == ["hello", "goodbye"]


def test_a_form_with_a_mistake_can_be_mended_and_sent_again():
    assert send("much too long for this").status_code == 422
    assert Sending.objects.count() == 0
    assert send("better").status_code == 302


def test_what_broke_is_not_remembered():
    client = Client(raise_request_exception=False)

    assert send("break", client=client).status_code == 500
    assert Sending.objects.count() == 0
    assert send("mended", client=client).status_code == 302


def test_a_form_of_somebody_else_is_not_answered_as_theirs():
    client = Client()
    client.force_login(a_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    send(client=client)

    assert send().status_code == 422


def test_a_piece_of_a_page_is_done_once_for_a_double_click_and_again_for_another_text():
    htmx = {"HX-Request": "true"}

    assert [send(**htmx).status_code, send(**htmx).status_code, send("other", **htmx).status_code] == [200, 204, 200]
    assert done == ["hello", "other"]


def test_a_file_can_be_asked_for_again():
    assert [send(to="/test/list/").content, send(to="/test/list/").content] == [b"a;b"] * 2
    assert Sending.objects.count() == 0


def test_a_view_can_do_it_by_itself():
    assert [send(to="/test/rush/").headers["Location"] for _ in range(2)] == ["/rushed/"] * 2
    assert done == ["rush"]


@pytest.mark.parametrize("key", ["", "short", "x" * 41, "né" * 12, "\x00" * 22])
def test_a_key_that_is_none_of_ours_is_no_key(key):
    assert [send(key=key).status_code for _ in range(2)] == [302, 302]
    assert len(done) == 2


def test_every_form_has_a_key_of_its_own(rf):
    asked = rf.get("/")
    asked.user = AnonymousUser()
    template = Template("{% csrf_token %}{% csrf_token %}{% post_button 'Do it' action='/' %}")

    keys = re.findall(
        r'name="once" value="([\w-]{22})"', template.render(Context({"request": asked, "csrf_token": "t"}))
    )

    assert len(keys) == len(set(keys)) == 3


def test_they_are_kept_for_a_day(time_machine_later):
    send()
    with time_machine_later(hours=23):
        assert sending.forget_old() == 0
    with time_machine_later(hours=25):
        assert sending.forget_old() == 1
