from django.urls import path

from .views import needs, offers

app_name = "market"
urlpatterns = [
    path("needs/", needs.board, name="board"),
    path("needs/new/", needs.new_need, name="new_need"),
    path("needs/reading/", needs.need_reading, name="need_reading"),
    path("needs/count/", needs.need_count, name="need_count"),
    path("needs/<int:pk>/", needs.need, name="need"),
    path("needs/<int:pk>/edit/", needs.edit_need, name="edit_need"),
    path("needs/<int:pk>/renewal/", needs.renewal, name="need_renewal"),
    path("needs/<int:pk>/closure/", needs.closure, name="need_closure"),
    path("needs/<int:pk>/files/<int:file_pk>/", needs.file, name="need_file"),
    path("needs/<int:pk>/files/<int:file_pk>/removal/", needs.file_removal, name="need_file_removal"),
    path("organisations/<slug:slug>/edit/offers/", offers.offers, name="offers"),
    path("organisations/<slug:slug>/edit/offers/new/", offers.new_offer, name="new_offer"),
    path("organisations/<slug:slug>/edit/offers/reading/", offers.offer_reading, name="offer_reading"),
    path("organisations/<slug:slug>/edit/offers/<int:pk>/", offers.offer, name="offer"),
    path("organisations/<slug:slug>/edit/offers/<int:pk>/removal/", offers.offer_removal, name="offer_removal"),
    path("organisations/<slug:slug>/edit/offers/<int:pk>/position/", offers.offer_position, name="offer_position"),
]
