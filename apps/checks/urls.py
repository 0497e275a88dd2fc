from django.urls import path

from apps.checks import api, views

app_name = "checks"
urlpatterns = [
    path("api/v1/cases/<int:case_id>/check_results/", api.CheckResultAPI.as_view(), name="api_check_results"),
    path("cases/<int:case_id>/economic_check/", views.EconomicCheckView.as_view(), name="economic_check"),
    path("cases/<int:case_id>/economic_check/report/", views.report, name="report"),
    path("cases/<int:case_id>/economic_check/start/", views.StartCheckView.as_view(), name="start"),
    path(
        "cases/<int:case_id>/economic_check/authorise/<int:person_id>/",
        views.AuthoriseView.as_view(),
        name="authorise",
    ),
    path(
        "cases/<int:case_id>/economic_check/authorise_supporter/<int:person_id>/",
        views.AuthoriseSupporterView.as_view(),
        name="authorise_supporter",
    ),
    path(
        "cases/<int:case_id>/economic_check/authorisations/<int:authorisation_id>/withdraw/",
        views.WithdrawAuthorisationView.as_view(),
        name="withdraw_authorisation",
    ),
    path(
        "cases/<int:case_id>/economic_check/requests/<int:request_id>/try/",
        views.TryNowView.as_view(),
        name="try_now",
    ),
    path(
        "cases/<int:case_id>/economic_check/request_file/",
        views.RequestFileView.as_view(),
        name="request_file",
    ),
    path(
        "cases/<int:case_id>/economic_check/answer_file/",
        views.AnswerFileView.as_view(),
        name="answer_file",
    ),
    path("cases/<int:case_id>/economic_check/findings/", views.AddFindingView.as_view(), name="finding"),
    path("cases/<int:case_id>/economic_check/import/", views.ImportFindingsView.as_view(), name="import"),
    path(
        "cases/<int:case_id>/economic_check/findings/<int:finding_id>/settle/",
        views.SettleView.as_view(),
        name="settle",
    ),
    path("cases/<int:case_id>/home_visit/", views.HomeVisitView.as_view(), name="home_visit"),
    path("cases/<int:case_id>/home_visit/start/", views.StartVisitView.as_view(), name="start_visit"),
    path("cases/<int:case_id>/home_visit/photos/", views.VisitPhotosView.as_view(), name="visit_photos"),
    path("cases/<int:case_id>/home_visit/absence/", views.AbsenceView.as_view(), name="absence"),
]
