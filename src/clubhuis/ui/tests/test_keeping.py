import gzip
import re

import pytest
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.template import Context, Template

from clubhuis.ui.keeping import _pages, hole, is_anybody, kept, same_for_visitors

FORM = Template("{% csrf_token %}{% csrf_token %}<p>{{ words }}</p>{% accent '#336699' %}<a href='{{ path }}'>")


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.KEPT_FOR = 60
    _pages.forget()


@pytest.fixture
def visit(rf):
    """A visitor's request, as it is behind the middleware."""

    def make(path="/somewhere/", **more):
        request = rf.get(path, **more)
        CsrfViewMiddleware(lambda _: HttpResponse()).process_request(request)
        request._csp_nonce = f"nonce-of-{id(request)}"
        return request

    return make


def page(request, words="the same"):
    context = {"csrf_token": get_token(request), "csp_nonce": request._csp_nonce, "words": words, "path": request.path}
    return HttpResponse(FORM.render(Context(context | {"request": request})))


def test_a_page_is_made_once_for_all_visitors(visit):
    seen = []
    view = same_for_visitors(lambda request: seen.append(1) or page(request))

    answers = [view(visit()).content.decode() for _ in range(3)]

    assert seen == [1]
    assert all("<p>the same</p>" in answer for answer in answers)


def test_each_visitor_has_tokens_keys_and_a_nonce_of_their_own(visit):
    view = same_for_visitors(page)
    requests = [visit(), visit()]

    first, second = (view(request).content.decode() for request in requests)

    for pattern in (r'csrfmiddlewaretoken" value="([^"]+)', r'once" value="([^"]+)', r'nonce="([^"]+)'):
        assert not set(re.findall(pattern, first)) & set(re.findall(pattern, second))
        assert re.findall(pattern, second)
    assert len(set(re.findall(r'once" value="([^"]+)', second))) == 2
    assert f'nonce="{requests[1]._csp_nonce}"' in second


def test_a_compressed_page_is_the_same_page(visit):
    requests = [visit(HTTP_ACCEPT_ENCODING="gzip, br"), visit()]
    squeezed, plain = (same_for_visitors(page)(request) for request in requests)

    assert (squeezed["Content-Encoding"], plain.has_header("Content-Encoding")) == ("gzip", False)
    read = gzip.decompress(squeezed.content).decode()
    assert f'nonce="{requests[0]._csp_nonce}"' in read
    own = re.compile(r'(value|nonce)="[^"]+"')
    assert own.sub("", read) == own.sub("", plain.content.decode())


def test_the_token_is_the_visitors_own(visit):
    same_for_visitors(page)(visit())
    request = visit()

    token = re.findall(r'csrfmiddlewaretoken" value="([^"]+)', same_for_visitors(page)(request).content.decode())[0]

    request.method = "POST"
    request._post = {"csrfmiddlewaretoken": token}
    request.COOKIES["csrf"] = request.META["CSRF_COOKIE"]
    assert CsrfViewMiddleware(lambda _: HttpResponse()).process_view(request, page, [], {}) is None


def test_what_is_personal_is_filled_in_and_escaped(visit):
    def made(request):
        return page(request, hole("name"))

    path = f"/of/{hole('name')}/"
    kept(visit("/of/first/"), "one", made, personal={"name": "first"}, path=path)

    answer = kept(visit("/of/second/"), "one", made, personal={"name": "<second>"}, path=path).content.decode()

    assert "<p>&lt;second&gt;</p>" in answer
    assert "/of/&lt;second&gt;/" in answer
    assert "first" not in answer


@pytest.mark.parametrize(
    "known",
    [
        {"HTTP_COOKIE": "session=x"},
        {"HTTP_COOKIE": "messages=x"},
        {"HTTP_HX_REQUEST": "true"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_of_whom_something_is_known_gets_their_own_page(visit, known):
    assert is_anybody(visit())
    assert not is_anybody(visit(**known))


def test_a_page_that_was_not_found_is_not_kept(visit):
    answers = iter([404, 200])
    view = same_for_visitors(lambda request: HttpResponse("words", status=next(answers)))

    assert [view(visit()).status_code, view(visit()).status_code] == [404, 200]


def test_a_page_that_sets_a_cookie_is_not_kept(visit):
    def view(request):
        response = HttpResponse("words")
        response.set_cookie("who", "this one")
        return response

    assert [same_for_visitors(view)(visit()).cookies["who"].value for _ in range(2)] == ["this one"] * 2


def test_another_question_in_the_address_is_another_page(visit):
    view = same_for_visitors(lambda request: HttpResponse(request.GET.get("page", "1")))

    assert [view(visit(f"/somewhere/{query}")).content for query in ("", "?page=2", "?page=3")] == [b"1", b"2", b"3"]


def test_languages_and_schemes_are_kept_apart(visit):
    from django.utils.translation import override

    view = same_for_visitors(lambda request: HttpResponse(request.COOKIES.get("scheme", "system")))
    with override("nl"):
        assert view(visit()).content == b"system"
        assert view(visit(HTTP_COOKIE="scheme=dark")).content == b"dark"


def test_shared_caches_are_told_that_it_depends_on_cookies(visit):
    assert same_for_visitors(page)(visit())["Vary"] == "Cookie, Accept-Encoding"
