"""The same services for machines, under /api/v1/."""

from apps.applications.api.views import ApplicationsAPI, CaseAPI, PreviewAPI

__all__ = ["ApplicationsAPI", "CaseAPI", "PreviewAPI"]
