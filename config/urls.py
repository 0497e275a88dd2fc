"""All addresses; each app brings its own."""

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from apps.core.health import healthz
from apps.desk.views import DoorView
from apps.offices.views import SignOut

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("login/", DoorView.as_view(), name="login"),
    path("logout/", SignOut.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", login_required(SpectacularSwaggerView.as_view(url_name="schema")), name="api_docs"),
    path("", include("apps.households.urls")),
    path("", include("apps.routing.urls")),
    path("", include("apps.documents.urls")),
    path("", include("apps.checks.urls")),
    path("", include("apps.publicity.urls")),
    path("", include("apps.care.urls")),
    path("", include("apps.standards.urls")),
    path("", include("apps.benefits.urls")),
    path("", include("apps.payments.urls")),
    path("", include("apps.applications.urls")),
    path("", include("apps.reviews.urls")),
    path("", include("apps.desk.urls")),
]
