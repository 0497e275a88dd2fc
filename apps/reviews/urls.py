"""Addresses of reviews, changes and decisions about standing awards."""

from django.urls import path

from apps.reviews import views

app_name = "reviews"
urlpatterns = [
    path("reviews/", views.progress, name="progress"),
    path("reviews/campaigns/new/", views.NewCampaignView.as_view(), name="new_campaign"),
    path("reviews/campaigns/<int:campaign_id>/", views.campaign, name="campaign"),
    path("reviews/campaigns/<int:campaign_id>/close/", views.close_campaign, name="close_campaign"),
    path(
        "reviews/campaigns/<int:campaign_id>/rows/<int:row_id>/exclude/",
        views.ExcludeView.as_view(),
        name="exclude",
    ),
    path("reviews/extension/", views.ExtensionView.as_view(), name="extension"),
    path("takeovers/", views.TakeoversView.as_view(), name="takeovers"),
    path("takeovers/template/", views.takeover_template, name="takeover_template"),
    path("takeovers/<int:takeover_id>/", views.takeover, name="takeover"),
    path("takeovers/<int:takeover_id>/confirm/", views.confirm_takeover, name="confirm_takeover"),
    path("takeovers/<int:takeover_id>/discard/", views.discard_takeover, name="discard_takeover"),
    path("takeovers/<int:takeover_id>/marked/", views.marked_copy, name="marked_copy"),
    path("reviews/switches/", views.SwitchView.as_view(), name="switches"),
    path("reviews/switches/<int:switch_id>/end/", views.end_switch, name="end_switch"),
    path("cases/<int:case_id>/periodic_review/", views.ReviewView.as_view(), name="periodic_review"),
    path("cases/<int:case_id>/evidence/", views.AskView.as_view(), name="ask"),
    path("cases/<int:case_id>/visit_sheet/", views.visit_sheet, name="visit_sheet"),
    path("cases/<int:case_id>/verification/", views.VerificationView.as_view(), name="verification"),
    path("cases/<int:case_id>/adjustment/", views.DecisionView.as_view(), name="decision"),
    path("cases/<int:case_id>/report/withdraw/", views.WithdrawView.as_view(), name="withdraw"),
    path("households/<int:household_id>/changes/new/", views.ReportView.as_view(), name="report"),
]
