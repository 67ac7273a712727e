"""The only list of every room's doors."""

from django.urls import include, path

from clubhuis.accounts.views import language
from clubhuis.ui import views as ui

urlpatterns = [
    path("", include("clubhuis.registration.urls")),  # Django looks from the top: first where people come in a rush
    path("", include("clubhuis.portal.urls")),
    path("", include("clubhuis.communities.urls")),
    path("", include("clubhuis.activity.urls")),
    path("", include("clubhuis.places.urls")),
    path("", include("clubhuis.taxonomy.urls")),
    path("organisations/", include("clubhuis.organisations.urls")),
    path("", include("clubhuis.matchmaking.urls")),
    path("", include("clubhuis.market.urls")),
    path("", include("clubhuis.conversations.urls")),
    path("", include("clubhuis.themes.urls")),
    path("", include("clubhuis.events.urls")),
    path("", include("clubhuis.programme.urls")),
    path("", include("clubhuis.agenda.urls")),
    path("", include("clubhuis.questions.urls")),
    path("", include("clubhuis.capacity.urls")),
    path("ui/", include("clubhuis.ui.urls")),
    path("manifest.webmanifest", ui.manifest, name="manifest"),
    path("language/", language, name="set_language"),
    path("account/", include("clubhuis.accounts.allauth_urls")),
    path("", include("clubhuis.accounts.urls")),
]

handler400 = "clubhuis.ui.errors.bad_request"
handler403 = "clubhuis.ui.errors.forbidden"
handler404 = "clubhuis.ui.errors.not_found"
handler500 = "clubhuis.ui.errors.broken"
