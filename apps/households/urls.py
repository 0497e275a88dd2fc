"""Addresses of households and people."""

from django.urls import path

from apps.households import views

app_name = "households"
urlpatterns = [
    path("households/", views.HouseholdListView.as_view(), name="list"),
    path("households/<int:household_id>/", views.HouseholdView.as_view(), name="detail"),
    path("households/<int:household_id>/account/", views.AccountView.as_view(), name="account"),
    path("people/<int:person_id>/reveal/", views.RevealView.as_view(), name="reveal"),
    path(
        "households/accounts/<int:account_id>/reveal/",
        views.RevealAccountView.as_view(),
        name="reveal_account",
    ),
]
