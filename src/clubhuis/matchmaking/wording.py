"""Evidence in words: why a requirement is met, unknown or not met, in the language of the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clubhuis.engines.matching import Judgement
from clubhuis.taxonomy.access import snapshot

STATES = {"met": gettext_lazy("met"), "unknown": gettext_lazy("unknown"), "not_met": gettext_lazy("not met")}
SOURCES = {
    "profile": gettext_lazy("profile"),
    "offer": gettext_lazy("offer"),
    "equipment": gettext_lazy("equipment"),
    "certificate": gettext_lazy("certificate"),
    "site": gettext_lazy("site"),
    "capability": gettext_lazy("chosen capability"),
}
SIGNALS = {
    "words": gettext_lazy("the same words"),
    "concepts": gettext_lazy("capabilities of the vocabulary"),
    "meaning": gettext_lazy("the same meaning in other words"),
    "nearness": gettext_lazy("nearby"),
    "requirements": gettext_lazy("requirements met"),
}
SPOKEN = {
    "nl": gettext_lazy("Dutch"),
    "en": gettext_lazy("English"),
    "de": gettext_lazy("German"),
    "fr": gettext_lazy("French"),
}


def named(slug: str) -> str:
    """A capability in the language of the page."""
    term = snapshot().get(slug)
    return term.name if term else slug


def day(values: Mapping[str, str]) -> str:
    try:
        return date_format(date.fromisoformat(values.get("expires", "")), "j F Y")
    except ValueError:
        return ""


def _certificate_valid(values: Mapping[str, str]) -> str:
    if until := day(values):
        return _("certificate on record, valid until %(day)s") % {"day": until}
    return _("certificate on record")


def on_day(values: Mapping[str, str]) -> dict[str, str]:
    """The values with the day that is asked as people write it."""
    return {**values, "asked": date_format(date.fromisoformat(values["asked"]), "j F Y")}


REASONS: dict[str, Callable[[Mapping[str, str]], str]] = {
    "says": lambda v: _("says so"),
    "says_narrower": lambda v: _("names a special form: %(what)s") % {"what": named(v.get("concept", ""))},
    "chosen": lambda v: _("chose this capability"),
    "through_partner": lambda v: _("through a partner"),
    "says_broader": lambda v: _("names it in general: %(what)s") % {"what": named(v.get("concept", ""))},
    "has_machine": lambda v: _("names a machine for it: %(what)s") % {"what": named(v.get("concept", ""))},
    "follows": lambda v: _("says it works by it, not that it is certified"),
    "says_related": lambda v: _("names something near it: %(what)s") % {"what": named(v.get("concept", ""))},
    "says_words": lambda v: _("the same words"),
    "planned": lambda v: _("says it is not there yet"),
    "on_request": lambda v: _("does it on request: ask"),
    "denies": lambda v: _("says no"),
    "only_other": lambda v: _("says only something else: %(what)s") % {"what": named(v.get("concept", ""))},
    "figure_within": lambda v: _("offers %(offered)s, asked is %(asked)s") % v,
    "figure_beyond": lambda v: _("offers only %(offered)s, asked is %(asked)s") % v,
    "figure_partly": lambda v: _("offers %(offered)s, part of what is asked (%(asked)s)") % v,
    "series_near": lambda v: _("says %(offered)s; whether that reaches %(asked)s is a question") % v,
    "certificate_valid": _certificate_valid,
    "certificate_expired": lambda v: _("the certificate expired on %(day)s") % {"day": day(v)},
    "certificate_covered": lambda v: _("contained in %(name)s") % v,
    "level_lower": lambda v: _("has %(offered)s, asked is %(asked)s") % v,
    "level_open": lambda v: _("has %(offered)s; whether that covers %(asked)s is a question") % v,
    "place_unknown": lambda v: _("nobody knows where %(place)s is") % v,
    "no_site": lambda v: _("has no address on its profile"),
    "in_time": lambda v: _("says %(offered)s; in time for %(asked)s") % on_day(v),
    "maybe_in_time": lambda v: _("says %(offered)s; whether that is in time for %(asked)s is a question") % on_day(v),
    "too_late": lambda v: _("says %(offered)s; too late for %(asked)s") % on_day(v),
    "time_not_said": lambda v: _("does not say how long delivery takes; ask about %(asked)s") % on_day(v),
    "writes": lambda v: _("writes in this language"),
    "helps": lambda v: _("offers this kind of help"),
    "silent": lambda v: _("says nothing about it: ask"),
}


def why(judgement: Judgement) -> str:
    """One short sentence. The engine's codes are the keys of REASONS; a test holds the two lists together."""
    code, values = judgement.reason.code, judgement.reason.values
    if code == "distance":
        return _("%(km)s km away") % {"km": round(float(values["km"]))}
    return REASONS[code](values)


def is_reason(code: str) -> bool:
    return code == "distance" or code in REASONS
