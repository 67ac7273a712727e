"""Small pieces that say what something is: tags, badges, avatars, logos, dates."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .icons import icon as draw
from .icons import maybe_icon
from .library import attributes, classes, escaped, markup, one_of, register

TONES = {"neutral": "", "good": "circle-check", "warn": "triangle-alert", "bad": "circle-x", "info": "info"}


@register.simple_tag
def tag(text: str, *, href: str = "", icon: str = "", remove: str = "", count: int | None = None) -> SafeString:
    """A word that describes. `remove` is a link that takes it away (from a filter)."""
    body = markup("{}<span>{}</span>", maybe_icon(icon), text)
    if count is not None:
        body += markup(' <span class="count">{}</span>', formats.number_format(count, use_l10n=True))
    if remove:
        body += markup(
            '<a class="tag-remove" href="{}">{}</a>', remove, draw("x", label=_("Remove %(text)s") % {"text": text})
        )
    if href:
        return markup('<a class="tag" href="{}">{}</a>', href, body)
    return markup('<span class="tag">{}</span>', body)


@register.simple_tag
def capability(text: str, *, href: str = "", evidence: str = "", verdict: str = "") -> SafeString:
    """A capability of the vocabulary; `evidence` is the sentence that proves it, shown on request."""
    if verdict:
        one_of("verdict", verdict, VERDICTS)
    mark = draw(VERDICTS[verdict][0]) if verdict else SafeString("")
    name = markup('<a href="{}">{}</a>', href, text) if href else markup("<span>{}</span>", text)
    look = classes("capability", f"capability-{verdict.replace('_', '-')}" if verdict else "")
    if not evidence:
        return markup('<span class="{}">{}{}</span>', look, mark, name)
    return markup(
        '<details class="{}"><summary>{}{}<span class="unseen">, {}</span></summary><q class="evidence">{}</q></details>',
        look,
        mark,
        markup("<span>{}</span>", text),
        _("show the evidence"),
        evidence,
    )


VERDICTS = {"met": ("check", "good"), "unknown": ("circle-help", "neutral"), "not_met": ("x", "bad")}


@register.simple_tag
def badge(text: str, *, tone: str = "neutral", icon: str = "") -> SafeString:
    """The state something is in. The tone has an icon and a text of its own: never colour alone."""
    return _badge(escaped(text), tone, icon)


@lru_cache(maxsize=1024)
def _badge(text: str, tone: str, icon: str) -> SafeString:
    one_of("tone", tone, TONES)
    return SafeString(f'<span class="badge badge-{tone}">{maybe_icon(icon or TONES[tone])}{text}</span>')


@register.simple_tag
def avatar(name: str, *, photo: str = "", size: str = "") -> SafeString:
    """A person's photograph, or their initials. The name stands beside it in the page, so it is not read twice."""
    one_of("size", size, {"", "small", "large"})
    look = classes("avatar", f"avatar-{size}" if size else "")
    if photo:
        return markup('<img class="{}" src="{}" alt="" loading="lazy" width="40" height="40">', look, photo)
    return markup('<span class="{}" aria-hidden="true">{}</span>', look, initials(name))


@register.simple_tag
def logo(name: str, *, image: str = "", size: str = "", href: str = "") -> SafeString:
    """An organisation's logo on its own white plate, or its initials in the accent of the page."""
    one_of("size", size, {"", "small", "large"})
    if not isinstance(image, str):
        raise TypeError("The image of a logo is an address that people may open, not a file.")
    look = classes("logo", f"logo-{size}" if size else "")
    if image:
        body = markup('<span class="{}"><img src="{}" alt="" loading="lazy"></span>', look, image)
    else:
        body = markup('<span class="{} logo-initials" aria-hidden="true">{}</span>', look, initials(name))
    return markup('<a href="{}" tabindex="-1" aria-hidden="true">{}</a>', href, body) if href else body


SMALL_WORDS = {
    "de",
    "het",
    "van",
    "den",
    "der",
    "en",
    "and",
    "und",
    "the",
    "voor",
    "of",
    "b.v.",
    "bv",
    "n.v.",
    "nv",
    "gmbh",
}


def initials(name: str) -> str:
    """Two letters for a name: "Alma de Boer" gives AB, "Fijnmechanica Twente B.V." gives FT."""
    words = [word for word in name.replace("&", " ").split() if word[:1].isalnum()]
    telling = [word for word in words if word.lower() not in SMALL_WORDS] or words
    if not telling:
        return "·"
    ends = telling if len(telling) < 2 else [telling[0], telling[-1] if len(telling) == 2 else telling[1]]
    return "".join(word[0] for word in ends).upper()


@lru_cache(maxsize=4096)
def day_in_words(day: date, language: str | None) -> str:
    """ "3 March 2026" in the language of the page; a table has hundreds of dates, most of them more than once."""
    return formats.date_format(day, "j F Y")


@register.simple_tag
def when(moment: date | datetime | None, *, ago: bool = False, time: bool = False) -> SafeString:
    """A date with the month as a word; `ago` says how long ago, with the date on request; `time` adds the time."""
    if moment is None:
        return SafeString("")
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        day = day_in_words(moment.date(), get_language())
        full = (
            _("%(day)s at %(time)s") % {"day": day, "time": formats.date_format(moment, "H:i")} if ago or time else ""
        )
    else:
        day = full = day_in_words(moment, get_language())
    if ago and isinstance(moment, datetime):
        past = timesince(moment, depth=1)
        shown = _("%(period)s ago") % {"period": past}
        return markup("<time{}>{}</time>", attributes(datetime=moment.isoformat(), title=full), shown)
    return markup("<time{}>{}</time>", attributes(datetime=moment.isoformat()), full if time else day)
