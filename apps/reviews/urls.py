"""Addresses of reviews, changes and decisions about standing awards."""

app_name = "reviews"
urlpatterns: list = []
