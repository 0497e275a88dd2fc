from django.urls import path

from apps.documents import views

app_name = "documents"
urlpatterns = [
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>/pdf", views.original, name="original"),
]
