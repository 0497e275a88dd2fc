"""Addresses of the first review and of the decision; `urls.py` takes them in."""

from django.urls import path

from apps.applications.views import review

urlpatterns = [
    path("cases/<int:case_id>/first_review/", review.FirstReviewView.as_view(), name="first_review"),
    path("cases/<int:case_id>/decision/", review.DecisionView.as_view(), name="decision"),
]
