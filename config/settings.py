"""All settings of Golden Thread, in one place, safe by default."""

import gc
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import font_source_sans_pro
from csp.constants import NONE, SELF

from config import council, environment, mail

# What loading the program makes stays; searching it for waste time and again would cost a tenth of
# every start. The server searches as often as usual before it does anything.
gc.set_threshold(50_000, 20, 20)

BASE_DIR = environment.ROOT
DATA = environment.data_folder()
DEBUG = False
SECRET_KEY = environment.secret_key(DATA)

# The address people use. Plain http is served on this machine alone; anything
# else is behind a proxy that speaks https, and cookies are then marked so.
PORT = environment.number("PORT", 8000)
ADDRESS = environment.text("GOLDENTHREAD_ADDRESS", f"http://localhost:{PORT}").rstrip("/")
IS_HTTPS = urlsplit(ADDRESS).scheme == "https"
HOST = urlsplit(ADDRESS).hostname or "localhost"
ALLOWED_HOSTS = sorted({HOST, "localhost", "127.0.0.1"})
CSRF_TRUSTED_ORIGINS = [ADDRESS] if IS_HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "goldenthread.kernel",
    "goldenthread.design",
    "goldenthread.ledger",
    "goldenthread.identity",
    "goldenthread.bodies",
    "goldenthread.search",
    "goldenthread.notices",
    "goldenthread.documents",
    "goldenthread.intake",
    "goldenthread.sources",
    "goldenthread.plan",
    "goldenthread.boards",
    "goldenthread.reports",
    "goldenthread.committee",
    "goldenthread.importing",
    "goldenthread.home",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "goldenthread.kernel.plain_text.PlainTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Before the check of form tokens, so that a stranger is answered alike at every address.
    "goldenthread.identity.middleware.PersonMiddleware",
    "goldenthread.identity.middleware.AudienceMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldenthread.identity.middleware.OnceMiddleware",
]

ROOT_URLCONF = "config.urls"
FORM_RENDERER = "goldenthread.design.forms.DesignRenderer"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "goldenthread.home.navigation.for_every_page",
            ],
            "builtins": ["goldenthread.design.templatetags.design"],
        },
    }
]

# A connection is kept between requests: opening one costs as much as five queries, since SQLite
# reads the tables anew each time. One that broke is replaced before the next request.
DATABASES = {"default": {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} | environment.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Who tried how often to sign in is counted here. With the usual 300 rows, tries with invented
        # addresses would push the counts of a real one out and begin them anew.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# People
AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = [
    "goldenthread.identity.sessions.SignIn",
]
PASSWORD_HASHERS = [
    "goldenthread.identity.passwords.Argon2",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "goldenthread.identity.adapter.InvitationOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
# Behind the proxy that speaks https, the address of whoever tries passwords is in its header.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_HTTPS else 0
MFA_ADAPTER = "goldenthread.identity.adapter.OurAuthenticator"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Golden Thread"
# The clock of a telephone may be half a minute off.
MFA_TOTP_TOLERANCE = 1

# Sessions end after inactivity. The row outlives that, locked, so that a form
# sent too late is kept for its author; it is touched at most once a minute.
SESSION_ENGINE = "goldenthread.identity.sessions"
SESSION_INACTIVITY = timedelta(minutes=environment.number("GOLDENTHREAD_INACTIVITY_MINUTES", 60))
SESSION_COOKIE_AGE = int(timedelta(hours=environment.number("GOLDENTHREAD_SESSION_HOURS", 7 * 24)).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "goldenthread.home.errors.form_too_old"
INVITATION_LASTS = timedelta(days=7)
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=24).total_seconds())

# Transport and content security
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# Files and forms. "My actions" holds many rows, so more fields than usual are allowed.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_TEMP_DIR = str(DATA / "uploads")
Path(FILE_UPLOAD_TEMP_DIR).mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_LIMIT = 25 * 1024 * 1024
FILES = DATA / "files"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [("fonts", Path(font_source_sans_pro.__file__).parent / "files")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(DATA / "files")}},
    "staticfiles": {"BACKEND": "goldenthread.kernel.static_addresses.StaticAddresses"},
}

# Background work stands in our own database.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# E-mail. Without a mail server nothing is sent and what is to be sent waits; in a demonstration nothing
# is ever sent. Nothing of ours goes through Django's own sending.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MAIL_SERVER = mail.mail_server("SMTP_URL")
MAIL_FROM = mail.sender("MAIL_FROM", is_needed=MAIL_SERVER is not None)
DIGEST_HOUR = mail.hour("DIGEST_HOUR", 7)

# What stands at the head of reports and plans.
COUNCIL = council.signing()

LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"refusals": {"()": "goldenthread.kernel.log.RefusalsInALine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A stranger's invented host name is answered and not worth a page of the log each time.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
SILENCED_SYSTEM_CHECKS = [
    # Plain http is served on this machine alone; the settings above follow the configured address.
    "security.W004",
    "security.W008",
    "security.W012",
    "security.W016",
]
