from django.urls import path

from apps.routing import views

app_name = "routing"
urlpatterns = [
    path("cases/<int:case_id>/hand_over/", views.HandOverView.as_view(), name="hand_over"),
    path("cases/<int:case_id>/receive/", views.receive, name="receive"),
    path("cases/<int:case_id>/send_back/", views.ReturnView.as_view(), name="send_back"),
    path("cases/<int:case_id>/relatives/", views.RelativesView.as_view(), name="relatives"),
    path(
        "cases/<int:case_id>/relatives/<int:relative_id>/cancel/",
        views.CancelRelativeView.as_view(),
        name="cancel_relative",
    ),
    path("relatives/", views.relatives_list, name="relatives_list"),
]
