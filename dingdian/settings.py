"""Django's settings, derived from the installation's own."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from dingdian.installation import installation

HERE = Path(__file__).parent
INSTALLATION = installation()

DEBUG = False
SECRET_KEY = INSTALLATION.key("django").hex()
ALLOWED_HOSTS = list(INSTALLATION.hosts)
ROOT_URLCONF = "dingdian.urls"
WSGI_APPLICATION = "dingdian.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "dingdian.records.trail",
    "dingdian.records.places",
    "dingdian.records.access",
    "dingdian.records.jobs",
    "dingdian.records.registry",
    "dingdian.records.targeting",
    "dingdian.pages",
]
MIDDLEWARE = [
    "dingdian.pages.guarding.guard",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dingdian.pages.request_log.request_log",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dingdian.pages.arriving.arriving",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "pages" / "templates"],
        "OPTIONS": {
            "builtins": ["dingdian.pages.templatetags.saying"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "dingdian.pages.surroundings.surroundings",
            ],
        },
    }
]
LOGIN_URL = "pages:sign-in"
LOGIN_REDIRECT_URL = "pages:city"
DATABASES = {"default": INSTALLATION.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

# Who guesses at the password of an account is locked out of it, from where they guess, for a while.
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "dingdian.pages.guarding.locked_out"
AXES_CLIENT_IP_CALLABLE = "dingdian.pages.guarding.client_address"
AXES_HANDLER = "dingdian.pages.guarding.Doorkeeper"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
LOCALE_PATHS = [HERE / "pages" / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = INSTALLATION.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "dingdian.pages.static_files.Hashed"},
}

CSRF_FAILURE_VIEW = "dingdian.pages.errors.without_token"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = INSTALLATION.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if INSTALLATION.https:  # a browser takes a cookie of such a name from this very host alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

SECURE_SSL_REDIRECT = INSTALLATION.https
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if INSTALLATION.https else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if INSTALLATION.https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# Of what is sent, fields are held in memory and files beyond this size on disk, for their reader
# alone; how much one request may hold in all is guarded in pages.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "dingdian.logbook.Lines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "loggers": {
        "dingdian": {"handlers": ["lines"], "level": "INFO", "propagate": False},
        "django": {"handlers": ["lines"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": ["lines"], "level": "ERROR", "propagate": False},
        "_granian": {"handlers": ["lines"], "level": "ERROR", "propagate": False},
        "granian.access": {"handlers": [], "level": "ERROR", "propagate": False},
    },
}
