from django.urls import path

from apps.publicity import views

app_name = "publicity"
urlpatterns = [
    path("cases/<int:case_id>/public_notice/", views.PublicNoticeView.as_view(), name="public_notice"),
    path(
        "cases/<int:case_id>/public_notice/withdraw/",
        views.WithdrawNoticeView.as_view(),
        name="withdraw_notice",
    ),
    path("cases/<int:case_id>/objection/", views.ObjectionView.as_view(), name="objection"),
    path(
        "cases/<int:case_id>/objection/handle/",
        views.HandleObjectionsView.as_view(),
        name="handle_objections",
    ),
    path("cases/<int:case_id>/appraisal/", views.AppraisalView.as_view(), name="appraisal"),
    path("cases/<int:case_id>/appraisal/convene/", views.ConveneView.as_view(), name="convene"),
    path("cases/<int:case_id>/appraisal/members/", views.NameMembersView.as_view(), name="name_members"),
    path("cases/<int:case_id>/announcement/", views.AnnouncementView.as_view(), name="announcement"),
]
