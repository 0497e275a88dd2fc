from django.urls import path

from apps.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("cases/<int:case_id>/", views.case, name="case"),
    path("supervise/", views.supervise, name="supervise"),
    path("search/", views.search, name="search"),
    path("assign/", views.assign, name="assign"),
    path("demonstration_day/", views.demonstration_day, name="demonstration_day"),
]
