from django.urls import path

from .views import directory, home, operator, search

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("start/", home.beginning, name="beginning"),
    path("search/", search.search, name="search"),
    path("directory/", directory.directory, name="directory"),
    path("directory/export/", directory.export, name="export"),
    path("directory/searches/", directory.saved_searches, name="saved_searches"),
    path("directory/searches/<int:pk>/removal/", directory.saved_search_removal, name="saved_search_removal"),
    path("desk/", operator.operator, name="operator"),
    path("desk/communities/", operator.communities, name="operator_communities"),
    path("desk/people/", operator.people, name="operator_people"),
    path("desk/people/<int:pk>/role/", operator.person_role, name="person_role"),
    path("desk/mail/", operator.mails, name="operator_mails"),
    path("desk/work/", operator.tasks, name="operator_tasks"),
    path("desk/check/", operator.check, name="operator_check"),
    path("desk/log/", operator.log, name="operator_log"),
]
