"""Settings. Production is the default; demonstratie and ontwikkeling are asked for by name in INBURGERING_MODUS."""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from celery.schedules import crontab

from inburgering import embedded

BASE_DIR = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """Return an environment variable, or the content of the file that NAME_FILE points to (Docker secrets)."""
    file = os.environ.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "ja", "yes"}


def postgres(url: str) -> dict[str, object]:
    """Return Django's settings for one PostgreSQL URL (a unix socket stands in ?host=)."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
    }


TESTING = "pytest" in sys.modules
MODE = "ontwikkeling" if TESTING else text("INBURGERING_MODUS", "productie")
if MODE not in {"demonstratie", "ontwikkeling", "productie"}:
    raise SystemExit("INBURGERING_MODUS is demonstratie, ontwikkeling of productie.")
PRODUCTION = MODE == "productie"
DEBUG = MODE == "ontwikkeling" and not TESTING and flag("DEBUG")
SECRET_KEY = text("SECRET_KEY", "" if PRODUCTION else "alleen-voor-demonstratie-en-ontwikkeling")
# Keys that seal BSN, V-nummer and remarks about health: "1:<base64 of 32 bytes>,2:…". The newest seals, all open.
FIELD_KEYS = text("FIELD_KEYS", "" if PRODUCTION else "1:YWxsZWVuLXZvb3ItdmVyem9ubmVuLWdlZ2V2ZW5zLS0=")
ALLOWED_HOSTS = text("ALLOWED_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in text("CSRF_TRUSTED_ORIGINS").split(",") if origin]
# The address under which people reach this installation, for links in mails, documents and security.txt.
PUBLIC_URL = text("PUBLIC_URL", "http://127.0.0.1:8000")
SECURITY_CONTACT = text("SECURITY_CONTACT", "mailto:security@voorbeeld.invalid")

EMBEDDED_NAME = "test" if TESTING else "main"
# Web, workers and tests use the unprivileged role; only migrating and loading reference data ask for the owner.
DB_ROLE = text("DB_ROLE", "app")
# Milliseconds. A page may not hang on the database; migrating and testing may take their time.
STATEMENT_TIMEOUT = 60_000 if DB_ROLE != "app" or TESTING else 8_000
# A test that empties the tables afterwards waits for the last request of its browser, however slow the machine.
LOCK_TIMEOUT = 45_000 if TESTING else 4_000
_database = postgres(text("DATABASE_URL") or embedded.database_url(EMBEDDED_NAME, DB_ROLE))
DATABASES = {
    "default": {
        **_database,
        # One middleware wraps the whole request in a transaction, rendering included: see accounts/context.py.
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 3,
            "options": f"-c statement_timeout={STATEMENT_TIMEOUT} -c lock_timeout={LOCK_TIMEOUT}"
            " -c idle_in_transaction_session_timeout=30000",
        },
    }
}
REDIS_URL = text("REDIS_URL") or embedded.broker_url(EMBEDDED_NAME)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "csp",
    "import_export",
    "inburgering.apps.InburgeringConfig",
    "inburgering.accounts",
    "inburgering.audit",
    "inburgering.jobs",
    "inburgering.documents",
    "inburgering.mail",
    "regions",
    "procurement",
    "trajectories",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "inburgering.accounts.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "inburgering.accounts.context.ContextMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "inburgering.urls"
WSGI_APPLICATION = "inburgering.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["inburgering.components", "crispy_forms.templatetags.crispy_forms_filters"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "regions.context.navigation",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["nlds"]
CRISPY_TEMPLATE_PACK = "nlds"
CRISPY_FAIL_SILENTLY = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["ip_address", "username"]]
# The name of the field in the form; axes would otherwise look for "email", find nothing and count nobody.
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = int(text("PROXY_COUNT", "0"))
# Messages of DUO as files, in a folder per gemeente (GM0197/…); empty: no folder is read.
DUO_FOLDER = text("DUO_FOLDER")
# A wrong join code may be typed this often from one address in ten minutes. A room shares one address.
JOIN_CODE_LIMIT = 40

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-sessie" if PRODUCTION else "sessie"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
CSRF_FAILURE_VIEW = "regions.views.pages.csrf_failure"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 63_072_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["inburgering.formats"]
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Without a collectstatic step the demonstration serves straight from static/.
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

# Outside production no mail leaves the machine: the page with messages shows what would have been sent.
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend" if PRODUCTION else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(text("EMAIL_PORT", "587"))
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", default=PRODUCTION)
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs may not hold a worker
DEFAULT_FROM_EMAIL = text("EMAIL_FROM", "Inburgering Regionaal <niet-antwoorden@voorbeeld.invalid>")

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the hard limit of the longest task, or a task would run twice.
    "visibility_timeout": 1800,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 3,
    "socket_keepalive": True,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_TIME_LIMIT = 120
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.2}
# Long calculations stand in a queue of their own: a report never waits behind one.
CELERY_TASK_ROUTES = {
    "regions.tasks.measure_robustness": {"queue": "calculations"},
    "trajectories.work_import": {"queue": "calculations"},
}
CELERY_BEAT_SCHEDULE = {
    # In a queue of its own: behind a full queue every sweep would expire unread.
    "sweep-jobs": {
        "task": "inburgering.jobs.tasks.sweep",
        "schedule": 10.0,
        "options": {"queue": "sweep", "expires": 9},
    },
    "send-messages": {
        "task": "inburgering.mail.tasks.send_due",
        "schedule": 30.0,
        "options": {"expires": 29},
    },
    # In working hours only; a second visit on the same day finds everything done.
    "remind-invited": {
        "task": "regions.schedule.remind",
        "schedule": crontab(minute=10, hour="8-17"),
        "options": {"expires": 3000},
    },
    # Just after midnight, in Amsterdam.
    "new-day": {"task": "trajectories.new_day", "schedule": crontab(minute=5, hour=0), "options": {"expires": 3000}},
    "look-for-signals": {
        "task": "trajectories.schedule.signals.look",
        "schedule": crontab(minute=30, hour=1),
        "options": {"expires": 3000},
    },
    "realised": {"task": "trajectories.realised", "schedule": crontab(minute=0, hour=3), "options": {"expires": 3000}},
    "read-duo-folder": {
        "task": "trajectories.schedule.exchange.read_duo_folder",
        "schedule": 600.0,
        "options": {"expires": 590},
    },
    "forget-imports": {
        "task": "trajectories.schedule.exchange.forget_imports",
        "schedule": crontab(minute=20),
        "options": {"expires": 3000},
    },
    "forget-short-lived": {
        "task": "trajectories.schedule.retention.forget",
        "schedule": crontab(minute=40, hour=3),
        "options": {"expires": 3000},
    },
    "daily-digest": {
        "task": "trajectories.schedule.digest.send",
        "schedule": crontab(minute=30, hour=7),
        "options": {"expires": 3000},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_secrets": {"()": "inburgering.logs.WithoutSecrets"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"axes": {"level": "WARNING"}, "fontTools": {"level": "ERROR"}, "weasyprint": {"level": "ERROR"}},
}
if PRODUCTION and not (SECRET_KEY and text("DATABASE_URL") and FIELD_KEYS):
    raise SystemExit(
        "Productie vraagt SECRET_KEY, FIELD_KEYS en DATABASE_URL. Kijk in docker-compose.yml voor een voorbeeld."
    )
