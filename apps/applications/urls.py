"""Addresses of entry, acceptance, supplement, withdrawal, first review and decision."""

from django.urls import path

from apps.applications import views

app_name = "applications"
urlpatterns = [
    path("applications/new/", views.NewEntryView.as_view(), name="new"),
    path("applications/drafts/<int:draft_id>/discard/", views.DiscardView.as_view(), name="discard"),
    path("applications/drafts/<int:draft_id>/<slug:step>/", views.EntryStepView.as_view(), name="entry"),
    path("cases/<int:case_id>/accept/", views.AcceptView.as_view(), name="accept"),
    path("cases/<int:case_id>/supplement/", views.SupplementView.as_view(), name="supplement"),
    path("cases/<int:case_id>/supplement/received/", views.ReceivedView.as_view(), name="received"),
    path("cases/<int:case_id>/withdraw/", views.WithdrawView.as_view(), name="withdraw"),
    path("cases/<int:case_id>/first_review/", views.FirstReviewView.as_view(), name="first_review"),
    path("cases/<int:case_id>/decision/", views.DecisionView.as_view(), name="decision"),
]
