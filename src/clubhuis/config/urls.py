"""The only list of every room's doors."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

urlpatterns = [
    path("", include("clubhuis.activity.urls")),
    path("", include("clubhuis.places.urls")),
    path("ui/", include("clubhuis.ui.urls")),
    path("language/", login_not_required(require_POST(set_language)), name="set_language"),
]
