"""Things with a size: progress, scores with their reasons, completeness, figures and QR codes."""

import segno
from django.template.loader import render_to_string
from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .icons import icon as draw
from .library import markup, one_of, register
from .pieces import VERDICTS


@register.simple_tag
def progress(value: int | float, maximum: int | float, *, label: str, hide_label: bool = False) -> SafeString:
    """How far something is. The label says what; the figures stand beside it."""
    figures = _("%(value)s of %(maximum)s") % {
        "value": formats.number_format(value, use_l10n=True, force_grouping=True),
        "maximum": formats.number_format(maximum, use_l10n=True),
    }
    return markup(
        '<label class="progress"><span{}>{}</span><progress value="{}" max="{}"></progress><small>{}</small></label>',
        mark_safe(' class="unseen"') if hide_label else "",
        label,
        # A browser shows a progress without a maximum above nought as "busy".
        f"{value:g}",
        f"{max(maximum, 1):g}",
        figures,
    )


@register.simple_block_tag
def score(content: str, value: float, *, label: str = "") -> SafeString:
    """How well something fits (0 to 1), with its `{% reason %}`s below."""
    return markup(
        SCORE,
        percent=round(100 * max(0.0, min(1.0, float(value)))),
        label=label or _("Fit"),
        reasons=markup('<ul class="reasons">{}</ul>', content) if content.strip() else "",
    )


SCORE = """\
<div class="score"><p class="score-head"><strong>{percent}<span aria-hidden="true">%</span></strong> <span>{label}</span></p>
<span class="score-bar" role="meter" aria-valuemin="0" aria-valuemax="100" aria-valuenow="{percent}" aria-label="{label}">\
<svg aria-hidden="true" width="100%" height="8"><rect width="{percent}%" height="8"/></svg></span>{reasons}</div>"""


@register.simple_block_tag
def reason(
    content: str,
    verdict: str,
    requirement: str,
    *,
    why: str = "",
    source: str = "",
    source_href: str = "",
    is_wish: bool = False,
) -> SafeString:
    """One requirement: met, unknown or not met and why, with the sentence or figure that proves it between the tags."""
    one_of("verdict", verdict, VERDICTS)
    said = {"met": _("met"), "unknown": _("unknown"), "not_met": _("not met")}[verdict]
    # What stands between the tags is a rendered template, and stays one when its white space goes.
    proof: str = markup("<q>{}</q>", SafeString(content.strip())) if content.strip() else ""
    if source and proof:
        name = markup('<a href="{}">{}</a>', source_href, source) if source_href else source
        proof += markup(" <cite>{}</cite>", name)
    return markup(
        '<li class="reason reason-{}">{}<div><p><strong>{}</strong>{} <span class="reason-verdict">{}{}</span></p>{}</div></li>',
        verdict.replace("_", "-"),
        draw(VERDICTS[verdict][0]),
        requirement,
        markup(' <span class="reason-wish">{}</span>', _("wish")) if is_wish else "",
        said,
        f": {why}" if why else "",
        proof,
    )


@register.simple_block_tag
def completeness(content: str, percent: int, *, label: str = "") -> SafeString:
    """How complete a profile is; what to do next stands between the tags."""
    return render_to_string(
        "ui/parts/completeness.html",
        {"content": content, "percent": max(0, min(100, int(percent))), "label": label or _("Complete")},
    )


@register.simple_tag
def figure(
    value: int | float | str,
    label: str,
    *,
    definition: str = "",
    href: str = "",
    unit: str = "",
    change: str = "",
    trend: list[float] | None = None,
) -> SafeString:
    """An indicator: the figure, what it counts, its definition, and a link to the rows behind it."""
    return render_to_string(
        "ui/parts/figure.html",
        {
            "value": formats.number_format(value, use_l10n=True, force_grouping=True)
            if isinstance(value, int | float)
            else value,
            "label": label,
            "definition": definition,
            "href": href,
            "unit": unit,
            "change": change,
            "trend": trend,
        },
    )


@register.simple_tag
def qr(text: str, *, label: str) -> SafeString:
    """A QR code as SVG, dark on white in both schemes because scanners expect that."""
    code = segno.make(text, error="m", micro=False)
    drawing = code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return markup('<span class="qr" role="img" aria-label="{}">{}</span>', label, mark_safe(drawing))
