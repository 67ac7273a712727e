"""Settings of an installation. Everything that differs between installations is an environment variable; see docs/operating.md."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP

from .databases import database
from .mail import LOOPBACK, has_inbox, mailers
from .paths import data_directory, secret_key
from .single_sign_on import origin, providers


def flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "").lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    return os.environ.get(name, "").replace(",", " ").split()


SOURCE = Path(__file__).resolve().parent.parent
DATA = data_directory()

DEBUG = flag("CLUBHUIS_DEBUG")
SECRET_KEY = secret_key(DATA)
SITE_URL = os.environ.get("CLUBHUIS_URL", f"http://localhost:{os.environ.get('CLUBHUIS_PORT', '8000')}").rstrip("/")
SECURE = SITE_URL.startswith("https://")

# Host names are judged by clubhuis.communities.hosts: the installation's own, and those of its communities.
ALLOWED_HOSTS = ["*"]
OWN_HOSTS = ["localhost", "127.0.0.1", "[::1]", urlsplit(SITE_URL).hostname or "localhost", *words("CLUBHUIS_HOSTS")]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

ROOMS = [
    "clubhuis.portal",
    "clubhuis.matchmaking",
    "clubhuis.registration",
    "clubhuis.agenda",
    "clubhuis.programme",
    "clubhuis.market",
    "clubhuis.events",
    "clubhuis.themes",
    "clubhuis.communities",
    "clubhuis.organisations",
    "clubhuis.activity",
    "clubhuis.capacity",
    "clubhuis.questions",
    "clubhuis.taxonomy",
    "clubhuis.conversations",
    "clubhuis.accounts",
    "clubhuis.places",
    "clubhuis.ui",
]
INSTALLED_APPS = [
    *ROOMS,
    "clubhuis.demo",
    "clubhuis.lib",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_filters",
    "django_prose_editor",
    "django_ox",
]

MIDDLEWARE = [
    "clubhuis.lib.middleware.request_id",
    "clubhuis.lib.middleware.without_null_characters",
    "clubhuis.lib.middleware.remember_while_looking",
    "django.middleware.security.SecurityMiddleware",
    "clubhuis.communities.hosts.HostNames",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "clubhuis.accounts.middleware.PersonsLanguageMiddleware",
    "clubhuis.lib.middleware.careful_headers",
    "clubhuis.accounts.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "clubhuis.ui.errors.explain_methods",
    "clubhuis.ui.sending.SentOnce",
]

ROOT_URLCONF = "clubhuis.config.urls"
WSGI_APPLICATION = "clubhuis.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "clubhuis.ui.templatetags.ui"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {  # shared by all processes: attempts to sign in are counted here; see clubhuis.accounts.attempts
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

TASKS = {
    "default": {
        "BACKEND": "django_ox.backend.OxBackend",
        "OPTIONS": {
            "SCHEDULES": {
                "forget_sendings": {"task": "clubhuis.lib.tasks.forget_sendings", "cron": "20 3 * * *"},
                "tend_lines": {"task": "clubhuis.capacity.tasks.tend", "cron": "* * * * *"},
                "tend_outbox": {"task": "clubhuis.activity.tasks.tend_outbox", "cron": "* * * * *"},
                "forget_what_is_old": {"task": "clubhuis.activity.tasks.forget_what_is_old", "cron": "40 3 * * *"},
                "tend_organisations": {
                    "task": "clubhuis.organisations.tasks.tend_organisations",
                    "cron": "10 7 * * *",
                },
                "tend_index": {"task": "clubhuis.matchmaking.tasks.tend_index", "cron": "* * * * *"},
                "read_texts": {"task": "clubhuis.market.tasks.read_texts", "cron": "* * * * *"},
                "forget_old_lists": {
                    "task": "clubhuis.communities.imports.tasks.forget_old_lists",
                    "cron": "45 3 * * *",
                },
                "forget_old_reports": {
                    "task": "clubhuis.conversations.tasks.forget_old_reports",
                    "cron": "55 3 * * *",
                },
                "forget_old_answers": {"task": "clubhuis.questions.tasks.forget_old_answers", "cron": "50 3 * * *"},
                "tend_registrations": {
                    "task": "clubhuis.registration.tasks.tend_registrations",
                    "cron": "*/5 * * * *",
                },
                "write_letters": {"task": "clubhuis.registration.letters.write_waiting", "cron": "* * * * *"},
                "forget_old_registrations": {
                    "task": "clubhuis.registration.tasks.forget_what_is_old",
                    "cron": "50 3 * * *",
                },
                "tend_deals": {"task": "clubhuis.matchmaking.tasks.tend_deals", "cron": "20 7 * * *"},
                "tend_suggestions": {"task": "clubhuis.matchmaking.tasks.tend_suggestions", "cron": "40 6 * * 1"},
                "publish_events": {"task": "clubhuis.events.tasks.publish_events", "cron": "* * * * *"},
                "tend_needs": {"task": "clubhuis.market.tasks.tend_needs", "cron": "10 5 * * *"},
            }
        },
    }
}

# Mail
MAIL_URL = os.environ.get("CLUBHUIS_MAIL_URL")
MAIL_INBOX = not MAIL_URL and has_inbox(
    debug=DEBUG,
    demonstration=flag("CLUBHUIS_DEMO"),
    host=os.environ.get("CLUBHUIS_HOST", "127.0.0.1"),
    site_url=SITE_URL,
    behind_proxy=flag("CLUBHUIS_BEHIND_PROXY"),
)
LOOPBACK_NAMES = LOOPBACK
MAILERS = mailers(MAIL_URL, os.environ.get("CLUBHUIS_BULK_MAIL_URL"), inbox=MAIL_INBOX)
DEFAULT_FROM_EMAIL = os.environ.get("CLUBHUIS_MAIL_FROM", f"Clubhuis <noreply@{urlsplit(SITE_URL).hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Matching
MATCH_INDEX = Path(
    os.environ.get("CLUBHUIS_INDEX", DATA / "match-index")
)  # of this machine; can be thrown away at any time
SENTENCE_MODEL = flag("CLUBHUIS_SENTENCE_MODEL", default=True)

# Pictures that go with shared links; drawn again when they are gone
PREVIEWS = DATA / "previews"

# What every visitor sees alike is made anew after so many seconds; 0: each time
KEPT_FOR = 1.0

# People
AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "clubhuis.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "clubhuis.accounts.introduction.Introduction"
ACCOUNT_FORMS = {
    "login": "clubhuis.accounts.doors.SignInForm",
    "signup": "clubhuis.accounts.doors.SignUpForm",
    "request_login_code": "clubhuis.accounts.doors.CodeForm",
    "reset_password": "clubhuis.accounts.doors.ForgottenPasswordForm",
    "change_email": "clubhuis.accounts.doors.ChangeAddressForm",
    "add_email": "clubhuis.accounts.doors.AddAddressForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = SIGN_IN_LINK_AGE = 15 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2  # the present one, and the one that is to replace it
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if flag("CLUBHUIS_BEHIND_PROXY") else 0
MFA_ADAPTER = "clubhuis.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "clubhuis.accounts.passkeys.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # passkeys work on http://localhost only
MFA_TOTP_ISSUER = "Clubhuis"
MFA_TOTP_TOLERANCE = 1  # of half a minute: who types slowly, or whose clock is a little off (RFC 6238, 5.2)
SOCIALACCOUNT_ADAPTER = "clubhuis.accounts.adapter.OtherHouseAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
OIDC_URL = os.environ.get("CLUBHUIS_OIDC_URL")
SOCIALACCOUNT_PROVIDERS = providers(
    OIDC_URL,
    os.environ.get("CLUBHUIS_OIDC_CLIENT_ID", ""),
    os.environ.get("CLUBHUIS_OIDC_SECRET", ""),
    os.environ.get("CLUBHUIS_OIDC_NAME", "OpenID Connect"),
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
SESSION_ENGINE = "clubhuis.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
BEHIND_PROXY = flag("CLUBHUIS_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF, *([origin(OIDC_URL)] if OIDC_URL else [])],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}

# Languages
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
LOCALE_PATHS = [SOURCE / "accounts" / "wording"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
MEDIA_URL = "/files/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "clubhuis.ui.storage.HouseStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "woff2", "png", "jpg", "gif", "webp", "zip", "gz", "br")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Pages
INSTALLATION_NAME = os.environ.get("CLUBHUIS_NAME", "Clubhuis")
FORM_RENDERER = "clubhuis.ui.rendering.HouseRenderer"
MAP_BORDERS = "places/regions.geojson"  # what the map is drawn on; see clubhuis.ui.parts.maps
CSRF_FAILURE_VIEW = "clubhuis.ui.errors.csrf_failure"

FORMS_URLFIELD_ASSUME_HTTPS = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "clubhuis.lib.logs.RequestIdFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {request_id} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        name: {"level": "WARNING"} for name in ("django_ox", "django.tasks")
    },  # a line for every task is too many
}
