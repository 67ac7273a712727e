from django.http import HttpResponse
from django.test import RequestFactory

from clubhuis.lib.middleware import without_null_characters


def test_a_question_is_asked_without_its_null_characters():
    asked = RequestFactory().get("/organisations/", {"q": "fre\x00zen", "community": "\x00"})

    answer = without_null_characters(lambda request: HttpResponse(repr(request.GET.dict())))(asked)

    assert answer.content.decode() == repr({"q": "frezen", "community": ""})
