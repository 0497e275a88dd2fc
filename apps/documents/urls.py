from django.urls import path

from apps.documents import views

app_name = "documents"
urlpatterns = [
    path("papers/<int:pk>/", views.preview, name="preview"),
    path("papers/<int:pk>/pdf", views.original, name="original"),
]
