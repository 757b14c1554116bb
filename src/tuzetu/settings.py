"""Django's settings: code stands here, what the operator sets comes from the environment."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import reset_tzpath

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tuzetu.environment import read_environment

reset_tzpath(())  # the zone data that ships with the program counts, not the system's

HERE = Path(__file__).resolve().parent
ENVIRONMENT = read_environment()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
DEMO = ENVIRONMENT.demo
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
PUBLIC_ADDRESS = ENVIRONMENT.public_address

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "tuzetu",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tuzetu.web.sliding.sliding_session",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tuzetu.web.sending.within_bounds",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tuzetu.urls"
WSGI_APPLICATION = "tuzetu.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CLOCK = "tuzetu.clock.wall"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "web" / "templates", HERE / "web" / "components"],
        "OPTIONS": {"environment": "tuzetu.web.jinja.environment"},
    }
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "cached_statements": 500,
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
    ),
}
"""One writer at a time waits its turn, and what was confirmed survives a power cut.

A connection keeps more statements prepared than the usual 128: there are more kinds of questions.
"""

POSTGRESQL: dict[str, Any] = {
    "application_name": "tuzetu",
    "server_side_binding": True,
    "prepare_threshold": 2,
    "options": "-c lock_timeout=20s -c idle_in_transaction_session_timeout=60s",
}
"""What is asked all the time is planned once (docs/decisions/0023-prepared-statements.md)."""

_database: dict[str, Any] = dict(
    dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=600, conn_health_checks=True)
)
_options = SQLITE if _database["ENGINE"].endswith("sqlite3") else POSTGRESQL
_database["OPTIONS"] = _options | _database.get("OPTIONS", {})
DATABASES = {"default": _database}

AUTH_USER_MODEL = "tuzetu.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "tuzetu.web.entrance.StaffBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "tuzetu.people.passwords.NotTooLong"},
    {"NAME": "tuzetu.people.passwords.NotObvious"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "today"
SESSION_ENGINE = "tuzetu.people.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tuzetu.web.errors.csrf_failed"

AXES_HANDLER = "tuzetu.web.entrance.Patience"
AXES_CLIENT_IP_CALLABLE = "tuzetu.web.entrance.network_of"
AXES_USERNAME_FORM_FIELD = "login"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_LOCKOUT_CALLABLE = "tuzetu.web.errors.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # who came in when stands in the sessions, and nowhere else

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = "tuzetu.formats"
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Almaty"

STATIC_URL = "static/"
STATIC_ROOT = ENVIRONMENT.var / "static"
STATICFILES_DIRS = [HERE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tuzetu.web.looks_storage.OneSheetStorage"},
}
FILES_DIR = ENVIRONMENT.var / "files"
MAX_UPLOAD_MB = ENVIRONMENT.max_upload_mb
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.https:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = ENVIRONMENT.mail_host
EMAIL_PORT = ENVIRONMENT.mail_port
EMAIL_HOST_USER = ENVIRONMENT.mail_user
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail_password
EMAIL_USE_TLS = ENVIRONMENT.mail_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
KEEP_MAILS = DEMO or not ENVIRONMENT.mail_host

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
    "loggers": {"axes": {"level": "CRITICAL"}},  # its warnings name people and their addresses
}
