from django.urls import path

from apps.care import views

app_name = "care"
urlpatterns = [
    path("cases/<int:case_id>/self_care/", views.SelfCareView.as_view(), name="self_care"),
]
