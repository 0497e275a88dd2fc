"""Addresses of entry, acceptance, supplement, withdrawal, first review and decision."""

from django.urls import path

from apps.applications import api, views

app_name = "applications"
urlpatterns = [
    path("applications/new/", views.NewEntryView.as_view(), name="new"),
    path("applications/drafts/<int:draft_id>/discard/", views.DiscardView.as_view(), name="discard"),
    path("applications/drafts/<int:draft_id>/<slug:step>/", views.EntryStepView.as_view(), name="entry"),
    path("cases/<int:case_id>/accept/", views.AcceptView.as_view(), name="accept"),
    path("cases/<int:case_id>/supplement/", views.SupplementView.as_view(), name="supplement"),
    path("cases/<int:case_id>/supplement/received/", views.ReceivedView.as_view(), name="received"),
    path("cases/<int:case_id>/withdraw/", views.WithdrawView.as_view(), name="withdraw"),
    path("api/v1/applications/", api.ApplicationsAPI.as_view(), name="api_applications"),
    path("api/v1/cases/<int:case_id>/", api.CaseAPI.as_view(), name="api_case"),
    path("api/v1/preview/", api.PreviewAPI.as_view(), name="api_preview"),
    path("cases/<int:case_id>/single_choice/", views.SingleChoiceView.as_view(), name="single_choice"),
    path("cases/<int:case_id>/first_review/", views.FirstReviewView.as_view(), name="first_review"),
    path("cases/<int:case_id>/decision/", views.DecisionView.as_view(), name="decision"),
    path("cases/<int:case_id>/papers/", views.CasePapersView.as_view(), name="papers"),
    path("cases/<int:case_id>/papers/<str:kind>/", views.SheetView.as_view(), name="sheet"),
]
