"""allauth's doors, without those it keeps for the sake of older versions."""

from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as other_houses
from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
    *other_houses,
]
