"""The only list of every room's doors."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from clubhuis.ui import views as ui

urlpatterns = [
    path("", include("clubhuis.activity.urls")),
    path("", include("clubhuis.places.urls")),
    path("ui/", include("clubhuis.ui.urls")),
    path("robots.txt", ui.robots, name="robots"),
    path("manifest.webmanifest", ui.manifest, name="manifest"),
    path("language/", login_not_required(require_POST(set_language)), name="set_language"),
]

handler400 = "clubhuis.ui.errors.bad_request"
handler403 = "clubhuis.ui.errors.forbidden"
handler404 = "clubhuis.ui.errors.not_found"
handler500 = "clubhuis.ui.errors.broken"
