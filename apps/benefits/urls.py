from django.urls import path

from apps.benefits import views

app_name = "benefits"
urlpatterns = [
    path("calculator/", views.calculator, name="calculator"),
    path("calculator/sources/", views.sources, name="sources"),
    path("cases/<int:case_id>/calculation/", views.calculation, name="calculation"),
    path("cases/<int:case_id>/calculation/<int:assessment_id>/", views.calculation, name="assessment"),
    path("cases/<int:case_id>/appeals/new/", views.AppealView.as_view(), name="appeal"),
    path(
        "cases/<int:case_id>/appeals/<int:appeal_id>/close/",
        views.CloseAppealView.as_view(),
        name="close_appeal",
    ),
    path("standards/rehearsals/", views.rehearsals, name="rehearsals"),
    path("standards/rehearsals/new/", views.rehearsal_new, name="rehearsal_new"),
    path("standards/rehearsals/<int:rehearsal_id>/", views.rehearsal, name="rehearsal"),
    path("standards/rehearsals/<int:rehearsal_id>/publish/", views.publish, name="publish_rehearsal"),
    path("standards/rehearsals/<int:rehearsal_id>/discard/", views.discard, name="discard_rehearsal"),
    path("standards/rehearsals/<int:rehearsal_id>/corrections/", views.corrections, name="corrections"),
    path(
        "standards/rehearsals/<int:rehearsal_id>/corrections.xlsx",
        views.export_corrections,
        name="export_corrections",
    ),
]
