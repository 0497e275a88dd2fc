from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "apps.benefits"
    verbose_name = "待遇"
