from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "apps.households"
    verbose_name = "家庭与人员"
