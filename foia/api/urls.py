"""The addresses of the FOIA API, under /api/v1/foia/."""

from django.urls import path

from foia.actions import CASE_ACTIONS, ENTRY_ACTIONS
from foia.actions.topics import KEEP_FRESH, PERSON_ACTIONS, SUGGESTION_ACTIONS, TOPIC_ACTIONS
from foia.api.views import assigning, citizen, entries, parties, public, shared, staff, topic_people, topics
from foia.api.views.acting import OnCase, OnEntry
from pasocial.office.screens.actions.endpoints import paths_of

urlpatterns = [
    path("kinds/", public.Kinds.as_view(), name="foia_kinds"),
    path("register/", public.Register.as_view(), name="foia_register"),
    path("register/<slug:slug>/", public.RegisterEntry.as_view(), name="foia_register_entry"),
    path("answers/", public.Answers.as_view(), name="foia_answers"),
    path("answers/like/", public.AnswersLike.as_view(), name="foia_answers_like"),
    path("answers/<int:pk>/", public.Answer.as_view(), name="foia_answer"),
    path("requests/", staff.Requests.as_view(), name="foia_requests"),
    path("requests/open/", citizen.Open.as_view(), name="foia_open"),
    path("requests/assign/", assigning.Assign.as_view(), name="foia_assign"),
    path("requests/by-code/<str:code>/", citizen.OwnCase.as_view(), name="foia_own_case"),
    path(
        "requests/by-code/<str:code>/files/<uuid:public_id>/", citizen.OwnFile.as_view(), name="foia_own_file"
    ),
    path("requests/by-code/<str:code>/messages/", citizen.Write.as_view(), name="foia_own_write"),
    path("requests/by-code/<str:code>/identity/", citizen.Identify.as_view(), name="foia_own_identify"),
    path("requests/by-code/<str:code>/withdraw/", citizen.Withdraw.as_view(), name="foia_own_withdraw"),
    path("requests/by-code/<str:code>/rating/", citizen.Rate.as_view(), name="foia_own_rate"),
    path("requests/by-code/<str:code>/review/", citizen.AskReview.as_view(), name="foia_own_review"),
    path("requests/<int:pk>/", staff.OneCase.as_view(), name="foia_case"),
    path("requests/<int:pk>/suggestions/", staff.Suggestions.as_view(), name="foia_suggestions"),
    path("requests/<int:pk>/files/<uuid:public_id>/", staff.CaseFile.as_view(), name="foia_case_file"),
    path(
        "requests/<int:pk>/parties/<int:party>/notice/preview/",
        parties.NoticePreview.as_view(),
        name="foia_case_parties_notice_preview",
    ),
    *paths_of(OnCase, "requests/<int:pk>/", CASE_ACTIONS),
    path("shared/", shared.SharedCases.as_view(), name="foia_shared"),
    path("shared/<int:pk>/", shared.SharedCase.as_view(), name="foia_shared_case"),
    path(
        "shared/<int:pk>/questions/<int:consultation>/reply/",
        shared.ReplyShared.as_view(),
        name="foia_shared_reply",
    ),
    *paths_of(topics.OnSuggestion, "suggestions/<int:pk>/", SUGGESTION_ACTIONS),
    path("register-entries/", entries.Waiting.as_view(), name="foia_entries"),
    path("register-entries/<int:pk>/", entries.OneEntry.as_view(), name="foia_entry"),
    *paths_of(OnEntry, "register-entries/<int:pk>/", ENTRY_ACTIONS),
    path("topics/", topics.Topics.as_view(), name="foia_topics"),
    path("topics/<int:pk>/", topics.OneTopic.as_view(), name="foia_topic"),
    path("topics/<int:pk>/persons/", topic_people.Persons.as_view(), name="foia_topic_persons"),
    path(
        "topics/<int:pk>/organisations/",
        topic_people.Organisations.as_view(),
        name="foia_topic_organisations",
    ),
    path("proposals/", topic_people.Proposals.as_view(), name="foia_proposals"),
    path("proposals/quality/", topic_people.Quality.as_view(), name="foia_proposals_quality"),
    path("proposals/threshold/", topic_people.Adopt.as_view(), name="foia_proposals_threshold"),
    path("topics/<int:pk>/requests/", topics.Members.as_view(), name="foia_topic_requests"),
    *paths_of(topics.OnTopic, "topics/<int:pk>/", (*PERSON_ACTIONS, *TOPIC_ACTIONS)),
    *paths_of(topics.OnAnswer, "topics/<int:pk>/answers/<int:page>/", (KEEP_FRESH,)),
]
