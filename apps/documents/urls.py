from django.urls import path

from apps.documents import views

app_name = "documents"
urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/print/", views.order_print, name="order_print"),
    path("prints/<int:pk>/", views.print_progress, name="print_progress"),
    path("prints/<int:pk>/zip", views.print_zip, name="print_zip"),
    path("papers/<int:pk>/", views.preview, name="preview"),
    path("papers/<int:pk>/pdf", views.original, name="original"),
    path("papers/<int:pk>/void/", views.void, name="void"),
    path("cases/<int:case_id>/attachments/", views.AttachView.as_view(), name="attachments"),
    path("attachments/<int:pk>/", views.attachment, name="attachment"),
    path("attachments/<int:pk>/withdraw/", views.withdraw_attachment, name="withdraw_attachment"),
]
