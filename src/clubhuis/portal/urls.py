from django.urls import path

from .views import calendar, directory, feeds, follow_up, home, operator, search

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("start/", home.beginning, name="beginning"),
    path("search/", search.search, name="search"),
    path("directory/", directory.directory, name="directory"),
    path("directory/export/", directory.export, name="export"),
    path("directory/searches/", directory.saved_searches, name="saved_searches"),
    path("directory/searches/<int:pk>/removal/", directory.saved_search_removal, name="saved_search_removal"),
    path("events/", calendar.calendar, name="calendar"),
    path("events/following/", calendar.subscribing, name="subscribing"),
    path("events/following/own/", calendar.own_feed, name="own_feed"),
    path("events/following/own/renewal/", calendar.own_feed_renewal, name="own_feed_renewal"),
    path("events/following/own/end/", calendar.own_feed_end, name="own_feed_end"),
    path("events.ics", feeds.events_ics, name="events_ics"),
    path("events.atom", feeds.events_atom, name="events_atom"),
    path("events.rss", feeds.events_rss, name="events_rss"),
    path("events/own/<str:token>.ics", feeds.own_ics, name="own_ics"),
    path("events/<slug:slug>/desk/ideas/", follow_up.ideas, name="event_ideas"),
    path("events/<slug:slug>.ics", feeds.event_ics, name="event_ics"),
    path("events/<slug:slug>.png", feeds.event_picture, name="event_picture"),
    path("communities/<slug:slug>.ics", feeds.community_ics, name="community_ics"),
    path("themes/<slug:slug>.ics", feeds.theme_ics, name="theme_ics"),
    path("regions/<slug:code>.ics", feeds.region_ics, name="region_ics"),
    path("series/<slug:slug>.ics", feeds.series_ics, name="series_ics"),
    path("desk/", operator.operator, name="operator"),
    path("desk/communities/", operator.communities, name="operator_communities"),
    path("desk/people/", operator.people, name="operator_people"),
    path("desk/people/<int:pk>/role/", operator.person_role, name="person_role"),
    path("desk/mail/", operator.mails, name="operator_mails"),
    path("desk/work/", operator.tasks, name="operator_tasks"),
    path("desk/check/", operator.check, name="operator_check"),
    path("desk/log/", operator.log, name="operator_log"),
]
