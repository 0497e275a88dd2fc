"""Settings of the product; every value that differs between places comes from the environment.

Without DATABASE_URL the launcher (`config.launcher`) provides an embedded PostgreSQL and Redis and passes
their addresses and the secrets on; with DATABASE_URL set, missing secrets refuse the start.
"""

import re
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from config.addresses import database_settings

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

DEMO = env.bool("DEMO", False)
DEBUG = env.bool("DEBUG", False)
PRODUCTION = env.bool("PRODUCTION", False)
if PRODUCTION and (DEMO or DEBUG):
    raise ImproperlyConfigured("生产环境不得打开演示模式（DEMO）或调试模式（DEBUG）。")

SECRET_KEY = env.str("SECRET_KEY")
# "key id:64 hex digits", the first one encrypts, all of them decrypt (apps.core.crypto).
FIELD_KEYS = env.list("FIELD_KEYS")
INDEX_KEY = env.str("INDEX_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "apps.core",
    "apps.journal",
    "apps.offices",
    "apps.standards",
    "apps.households",
    "apps.routing",
    "apps.documents",
    "apps.benefits",
    "apps.checks",
    "apps.publicity",
    "apps.care",
    "apps.payments",
    "apps.applications",
    "apps.reviews",
    "apps.desk",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    # The templates of widgets, which the form renderer looks for among the installed apps.
    "django.forms",
    "simple_history",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "apps.core.middleware.RequestMemoryMiddleware",
    "apps.core.middleware.PrivatePagesMiddleware",
    "apps.core.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.desk.context.frame",
            ],
            "builtins": ["apps.core.templatetags.look"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The site runs as the role `app`; migrations run as the owner (DATABASE_URL of the owner, see config.launcher).
DATABASES = {"default": database_settings(env.str("DATABASE_URL"))}
DATABASE_APP_ROLE = env.str("DATABASE_APP_ROLE", "app")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "offices.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk:worklist"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_RESET_ON_SUCCESS = True

# A row of history is shown, never written back: changes go through services.
SIMPLE_HISTORY_REVERT_DISABLED = True

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
# Papers and attachments lie outside the web root, named by their hash.
PAPERS_DIR = VAR_DIR / "papers"

SECURE_COOKIES = env.bool("SECURE_COOKIES", PRODUCTION)
SESSION_COOKIE_NAME = "__Host-session" if SECURE_COOKIES else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_COOKIES else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 10 * 60 * 60
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0
SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
# Other names below the office's domain are not ours to promise for, nor to enter into browsers.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# The check centre (核对中心): its address, the key that we share (`key id:64 hex digits`), how long it may take to answer,
# and the pauses between attempts (seconds; the last one is repeated). Without an address requests go as files.
CHECK_CENTRE_URL = env.str("CHECK_CENTRE_URL", "")
CHECK_CENTRE_KEY = env.str("CHECK_CENTRE_KEY", "")
CHECK_CENTRE_SECONDS = env.float("CHECK_CENTRE_SECONDS", 10.0)
CHECK_CENTRE_PAUSES = env.list("CHECK_CENTRE_PAUSES", [60, 300, 900, 3600], subcast=int)
if CHECK_CENTRE_URL and not CHECK_CENTRE_KEY:
    raise ImproperlyConfigured("设置了 CHECK_CENTRE_URL 时，还必须设置 CHECK_CENTRE_KEY。")
if CHECK_CENTRE_KEY and not re.fullmatch(r"\w+:[0-9a-fA-F]{64}", CHECK_CENTRE_KEY):
    raise ImproperlyConfigured("CHECK_CENTRE_KEY 写作“编号:64位十六进制”，由核对中心提供。")
# Identity numbers go over this line: in the clear only to this machine or a neighbour in the same compose network.
if re.match(r"http://(?!localhost|127\.|\[::1\])[^/]*\.", CHECK_CENTRE_URL):
    raise ImproperlyConfigured("CHECK_CENTRE_URL 须以 https:// 开头；身份证号不能明文经过网络。")

CELERY_BROKER_URL = REDIS_URL = env.str("REDIS_URL")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A request that wakes the worker does not wait for a broker that is away: the row is the job, a sweep finds it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication",
        "rest_framework.authentication.BasicAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "apps.core.problems.problem_handler",
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "救助办理接口",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}
