"""Addresses of reviews, changes and decisions about standing awards."""

from django.urls import path

from apps.reviews import views

app_name = "reviews"
urlpatterns = [
    path("cases/<int:case_id>/periodic_review/", views.ReviewView.as_view(), name="periodic_review"),
    path("cases/<int:case_id>/evidence/", views.AskView.as_view(), name="ask"),
    path("cases/<int:case_id>/visit_sheet/", views.visit_sheet, name="visit_sheet"),
    path("cases/<int:case_id>/verification/", views.VerificationView.as_view(), name="verification"),
    path("cases/<int:case_id>/adjustment/", views.DecisionView.as_view(), name="decision"),
    path("households/<int:household_id>/changes/new/", views.ReportView.as_view(), name="report"),
]
