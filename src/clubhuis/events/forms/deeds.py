"""What people fill in to do something with an event: publish it, move it, cancel it, copy it, keep it as a template."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.models import Community
from clubhuis.events.models import Event
from clubhuis.events.times import moment
from clubhuis.lib.refusals import Refused

from .events import as_filled_in
from .fields import OneOf, day_field, time_field
from .whereabouts import WhenAndWhereForm


class PublicationForm(forms.Form):
    """Now, later, or not yet."""

    when = forms.ChoiceField(
        label=_("From when others see it"),
        choices=[("draft", _("not yet: keep a draft")), ("now", _("now")), ("later", _("at a moment you choose"))],
        widget=forms.RadioSelect,
        initial="draft",
    )
    publish_on = day_field(_("On"), required=False)
    publish_time = time_field(_("At what time"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["publish_at"] = None
        if cleaned.get("when") == "later" and not self.errors:
            if not cleaned.get("publish_on"):
                self.add_error("publish_on", _("Say on which day."))
                return cleaned
            at = cleaned.get("publish_time") or datetime.min.replace(hour=9).time()
            try:
                cleaned["publish_at"] = moment(cleaned["publish_on"], at, "Europe/Amsterdam")
            except Refused as refusal:
                self.add_error("publish_time", str(refusal))
                return cleaned
            if cleaned["publish_at"] <= timezone.now():
                self.add_error("publish_on", _("This moment has passed. Publish it now, or choose a later one."))
        return cleaned


class MoveForm(WhenAndWhereForm):
    word = forms.CharField(
        label=_("A word with it"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why it moves, or what else people should know. It stands in the mail."),
    )

    def __init__(self, data: Any = None, *, event: Event, community: Community) -> None:
        super().__init__(data, initial=as_filled_in(event))
        self.choose_places(community, event)


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stands on the page and in the mail to everybody who planned to come."),
    )


class CopyForm(forms.Form):
    community = OneOf(Community.objects.none(), label=_("Hosted by"), empty_label=None)
    day = day_field(_("On which day"))

    def __init__(self, data: Any = None, *, event: Event, communities: list[Community]) -> None:
        lead = event.lead
        ids = [community.pk for community in communities]
        super().__init__(data, initial={"community": lead.pk if lead and lead.pk in ids else ids[:1]})
        cast("OneOf", self.fields["community"]).queryset = Community.objects.filter(pk__in=ids)


class TemplateForm(forms.Form):
    name = forms.CharField(label=_("Name of the template"), max_length=80)
