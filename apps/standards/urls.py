from django.urls import path

from apps.standards import views

app_name = "standards"
urlpatterns = [
    path("standards/", views.standards, name="list"),
    path("standards/timeline/<str:code>/", views.timeline, name="timeline"),
    path("standards/drafts/", views.drafts, name="drafts"),
    path("standards/drafts/new/", views.draft_new, name="draft_new"),
    path("standards/drafts/<int:draft_id>/", views.draft, name="draft"),
    path("standards/drafts/<int:draft_id>/approve/", views.approve, name="approve"),
    path("standards/drafts/<int:draft_id>/discard/", views.discard, name="discard"),
    path("standards/check/", views.check, name="check"),
    path("standards/open_points/", views.open_points, name="open_points"),
    path("standards/open_points/<int:row_id>/confirm/", views.confirm, name="confirm"),
    path("standards/open_points/<str:point>/settle/", views.settle, name="settle"),
    path("standards/import/", views.import_file, name="import"),
    path("standards/export.yaml", views.export, name="export"),
]
