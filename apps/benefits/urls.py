from django.urls import path

from apps.benefits import views

app_name = "benefits"
urlpatterns = [
    path("calculator/", views.calculator, name="calculator"),
    path("calculator/sources/", views.sources, name="sources"),
    path("cases/<int:case_id>/calculation/", views.calculation, name="calculation"),
    path("cases/<int:case_id>/calculation/<int:assessment_id>/", views.calculation, name="assessment"),
]
