from django.urls import path

from apps.documents import views

app_name = "documents"
urlpatterns = [
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/pdf", views.original, name="original"),
]
