from django.urls import path

from . import desk
from .views import answers, inviting, meeting, needs, questions, sharing, week

app_name = "matchmaking"
NEED = "needs/<int:pk>"
DESK = "communities/<slug:slug>/desk"

urlpatterns = [
    path("match/", questions.match, name="match"),
    path("registrations/<slug:token>/meet/", meeting.whom_to_meet, name="whom_to_meet"),
    # The buyer
    path(f"{NEED}/fitting/", needs.fitting, name="fitting"),
    path(f"{NEED}/chains/", needs.chains, name="chains"),
    path(f"{NEED}/invitations/", inviting.inviting, name="inviting"),
    path(f"{NEED}/answers/", inviting.comparison, name="comparison"),
    path(f"{NEED}/help/", inviting.help_call, name="help"),
    path(f"{NEED}/drawings/", sharing.shares, name="shares"),
    path("needs/invitations/<int:pk>/withdrawal/", inviting.withdrawal, name="withdrawal"),
    path("needs/invitations/<int:pk>/introduction/", answers.introduction, name="introduction"),
    path("needs/invitations/<int:pk>/thanks/", answers.thanks, name="thanks"),
    path("needs/questions/<int:pk>/reply/", answers.reply, name="reply"),
    path("needs/drawings/<int:pk>/revocation/", sharing.revocation, name="share_revocation"),
    # The supplier
    path(f"{NEED}/answer/", answers.answer, name="answer"),
    path(f"{NEED}/question/", answers.question, name="question"),
    path(f"{NEED}/block/", answers.block, name="block"),
    path("needs/companions/<int:pk>/answer/", answers.companion, name="companion"),
    # Both
    path("needs/invitations/<int:pk>/outcome/", answers.outcome, name="outcome"),
    path("needs/afterwards/<int:pk>/", answers.afterwards, name="afterwards"),
    path(f"{NEED}/report/", answers.report, name="report"),
    path("rules/", week.rules, name="rules"),
    # Whoever holds a link
    path("drawings/<slug:token>/", sharing.drawings, name="drawings"),
    path("drawings/<slug:token>/code/", sharing.code, name="drawings_code"),
    path("drawings/<slug:token>/opening/", sharing.opening, name="drawings_opening"),
    path("drawings/<slug:token>/<int:pk>/", sharing.drawing, name="drawing"),
    # Suggestions
    path("week/", week.week, name="week"),
    path("week/suggestions/<int:pk>/dismissal/", week.dismissal, name="dismissal"),
    path("week/dismissals/<int:pk>/removal/", week.dismissal_removal, name="dismissal_removal"),
    # The desk
    path(f"{DESK}/needs/", desk.needs, name="desk_needs"),
    path(f"{DESK}/needs/<int:pk>/supplier/", desk.broker, name="desk_broker"),
    path(f"{DESK}/lacks/", desk.lacks, name="desk_lacks"),
    path(f"{DESK}/learning/", desk.learning, name="desk_learning"),
    path(f"{DESK}/learning/<int:pk>/undoing/", desk.unlearning, name="desk_unlearning"),
]
