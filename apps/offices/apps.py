from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "apps.offices"
    verbose_name = "机构与人员"
