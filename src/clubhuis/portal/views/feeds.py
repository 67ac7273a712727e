"""The calendar for programs. Public feeds hold what every visitor may see; one's own is behind a secret address."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import VisitorRequest, viewer
from clubhuis.communities.access import community_for
from clubhuis.events.access import event_for, series_for
from clubhuis.events.calendar_entries import entry_of
from clubhuis.events.calendar_file import calendar_file
from clubhuis.events.models import Visibility
from clubhuis.lib.keeping import Kept
from clubhuis.places.models import Region
from clubhuis.portal import access, previews
from clubhuis.portal.calendar import feeds
from clubhuis.portal.calendar.asking import Asked
from clubhuis.portal.calendar.feeds import Feed
from clubhuis.portal.calendar.selections import Selection, selection_of
from clubhuis.themes.access import theme_for

ICS, ATOM, RSS, PNG = (
    "text/calendar; charset=utf-8",
    "application/atom+xml; charset=utf-8",
    "application/rss+xml; charset=utf-8",
    "image/png",
)
A_WHILE = 5 * 60  # seconds a public feed may be shown from memory on the way
_written: Kept[bytes] = Kept(most=12, longer=A_WHILE)  # large ones, each of one edition


@login_not_required
@require_safe
def events_ics(request: VisitorRequest) -> HttpResponse:
    return _calendar(request, Asked.of(request.GET))


@login_not_required
@require_safe
def events_atom(request: VisitorRequest) -> HttpResponse:
    return _reader(request, "atom")


@login_not_required
@require_safe
def events_rss(request: VisitorRequest) -> HttpResponse:
    return _reader(request, "rss")


@login_not_required
@require_safe
def community_ics(request: VisitorRequest, slug: str) -> HttpResponse:
    community = community_for(None, slug)
    return _calendar(request, Asked(communities=frozenset({community.slug})))


@login_not_required
@require_safe
def theme_ics(request: VisitorRequest, slug: str) -> HttpResponse:
    theme = theme_for(None, slug)
    return _calendar(request, Asked(themes=frozenset({(theme.merged_into or theme).slug})))


@login_not_required
@require_safe
def region_ics(request: VisitorRequest, code: str) -> HttpResponse:
    region = get_object_or_404(Region, code=code)
    return _calendar(request, Asked(regions=frozenset({region.code})))


@login_not_required
@require_safe
def series_ics(request: VisitorRequest, slug: str) -> HttpResponse:
    return _calendar(request, Asked(series=series_for(None, slug).slug))


@login_not_required
@require_safe
def event_ics(request: VisitorRequest, slug: str) -> HttpResponse:
    """One event, to put in a calendar by hand."""
    event = event_for(viewer(request), slug)
    if event.is_draft:
        raise Http404
    response = _answer(request, lambda: calendar_file([entry_of(event)]), ICS, is_public=False)
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


@login_not_required
@require_safe
def event_picture(request: VisitorRequest, slug: str) -> HttpResponse:
    """What is shown beside a link to a public event where people share it."""
    event = event_for(None, slug)
    if event.visibility != Visibility.PUBLIC or event.is_draft:
        raise Http404
    return _answer(request, lambda: previews.picture(previews.preview_of(event)), PNG, is_public=True)


@login_not_required
@require_safe
def own_ics(request: VisitorRequest, token: str) -> HttpResponse:
    """Somebody's own calendar, in their language. Whoever has the address sees it, so it is not shown from memory."""
    person = access.person_with_feed(token)
    only_mine = request.GET.get("only") == "mine"
    with translation.override(person.language):
        name = _("My agenda") if only_mine else _("Clubhuis for me")
        feed = Feed(name, "/events/", request.get_full_path())
        response = _answer(
            request, lambda: feeds.as_own_calendar(person, only_mine=only_mine, feed=feed), ICS, is_public=False
        )
    response["X-Robots-Tag"] = "noindex"
    return response


def _calendar(request: HttpRequest, asked: Asked) -> HttpResponse:
    selection = selection_of(asked)
    feed = Feed(selection.name, selection.page, request.get_full_path())
    events = feeds.public_events(asked)[: feeds.MOST]
    key = (feed, get_language(), feeds.edition_of(events))
    written = _written.get(key, lambda: feeds.as_calendar(feeds.whole(events), feed))
    return _answer(request, lambda: written, ICS, is_public=True)


def _reader(request: HttpRequest, kind: str) -> HttpResponse:
    asked = Asked.of(request.GET)
    selection: Selection = selection_of(asked)
    found = feeds.newest(feeds.public_events(asked))
    write, content_type = (feeds.as_atom, ATOM) if kind == "atom" else (feeds.as_rss, RSS)
    return _answer(request, lambda: write(found, selection.feed(kind)).encode(), content_type, is_public=True)


def _answer(request: HttpRequest, made: Callable[[], bytes], content_type: str, *, is_public: bool) -> HttpResponse:
    """With a mark of what is in it: a program that has it already is told that nothing changed."""
    body = made()
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=content_type)
    response["ETag"] = mark
    response["X-Content-Type-Options"] = "nosniff"
    if is_public:
        patch_cache_control(response, public=True, max_age=A_WHILE)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    answer = get_conditional_response(request, etag=mark, response=response)
    return answer or response
