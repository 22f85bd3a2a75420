"""Settings: read from the environment, safe by default, failing loudly.

Every variable is listed in docs/reference/settings.md.
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from throughcare.config import environment, logins, monitoring, provider

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("THROUGHCARE_DATA", PACKAGE.parent / "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)


def _secret() -> str:
    """The key from the environment, or one kept beside the embedded database."""
    if key := os.environ.get("THROUGHCARE_SECRET_KEY"):
        if len(key) < 40:
            raise ImproperlyConfigured("THROUGHCARE_SECRET_KEY must have at least 40 characters.")
        return key
    kept = DATA_DIR / "secret-key"
    if not kept.exists():
        kept.write_text(secrets.token_urlsafe(60))
        kept.chmod(0o600)
    return kept.read_text()


SECRET_KEY = _secret()
DEBUG = False
HTTPS = environment.flag("THROUGHCARE_HTTPS", default=False)
ALLOWED_HOSTS = os.environ.get("THROUGHCARE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in ALLOWED_HOSTS] if HTTPS else []

APPS = [
    "throughcare.audit",
    "throughcare.web",
    "throughcare.files",
    "throughcare.agencies",
    "throughcare.notices",
    "throughcare.powers",
    "throughcare.alarms",
    "throughcare.sharing",
    "throughcare.programmes",
    "throughcare.people",
    "throughcare.cases",
    "throughcare.entries",
    "throughcare.notes",
    "throughcare.referrals",
    "throughcare.concernline",
    "throughcare.agreements",
    "throughcare.covers",
    "throughcare.emergencies",
    "throughcare.oversight",
    "throughcare.staff",
    "throughcare.duplicates",
    "throughcare.imports",
    "throughcare.desk",
    "throughcare.secondwall",
    "throughcare.demo",
    "throughcare.operations",
]
INSTALLED_APPS = [
    *APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "throughcare.operations.middleware.Measured",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "throughcare.web.middleware.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "throughcare.agencies.middleware.Acting",
    "throughcare.alarms.middleware.Watch",
    "throughcare.web.middleware.Gate",
]

ROOT_URLCONF = "throughcare.config.urls"
WSGI_APPLICATION = "throughcare.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "throughcare.web.jinja.environment",
            "loader": None,  # set by the environment: every app's templates folder
            "context_processors": [
                "throughcare.web.context.frame",
                "throughcare.demo.context.banner",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

SQLITE_PATH = DATA_DIR / "throughcare.sqlite3"
ROLE_OF_PAGES = logins.role_of_pages()
if chosen := logins.database():
    DATABASES = {"default": chosen}
else:
    DATABASES = {
        "default": {
            "ENGINE": "throughcare.kernel.sqlite",
            "NAME": str(SQLITE_PATH),
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                    "PRAGMA secure_delete=ON; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.Human"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "welcome"  # in a demo: choose who you are; elsewhere it leads to account_login
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "throughcare.agencies.allauth.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# A first brake in each process; what counts is throughcare/agencies/guessing.py, in the database.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip"}
# How long ago somebody may have shown who they are, before addresses that ask it again.
STEP_UP_MINUTES = environment.number("THROUGHCARE_STEP_UP_MINUTES", 15)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * STEP_UP_MINUTES
MFA_ADAPTER = "throughcare.agencies.second.Adapter"
MFA_FORMS = {
    "authenticate": "throughcare.agencies.second.Authenticate",
    "reauthenticate": "throughcare.agencies.second.Reauthenticate",
}
MFA_TOTP_ISSUER = "Throughcare"
MFA_TOTP_TOLERANCE = 1  # telephones' clocks differ by up to half a minute
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an agency has enrolled the address
SOCIALACCOUNT_ADAPTER = "throughcare.agencies.identity.Adapter"
OIDC = provider.from_environment()
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC.apps}}

# More cases in an hour, or more unlinked ids and references in ten minutes, may be an alarm.
ALARM_CASES = environment.number("THROUGHCARE_ALARM_CASES", 25)
ALARM_UNLINKED = environment.number("THROUGHCARE_ALARM_UNLINKED", 5)

# Sessions end after a short idle time; what was typed is kept as a draft.
SESSION_ENGINE = "throughcare.agencies.sessions"
SESSION_COOKIE_AGE = 60 * environment.number("THROUGHCARE_IDLE_MINUTES", 30)
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_NAME = "throughcare_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "throughcare.web.middleware.form_refused"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/(live|ready)$", r"^metrics$"]  # asked without the proxy
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# Nothing leaves for other sites; with "no-referrer" browsers send "Origin: null" with forms.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *OIDC.origins],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = os.environ.get("THROUGHCARE_ZONE", "Europe/Copenhagen")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_DIR = DATA_DIR / "files"
FILE_MAX_BYTES = 1024 * 1024 * environment.number("THROUGHCARE_FILE_MEGABYTES", 20)
# Uploads stay in memory until they have been checked: nothing unchecked touches the disk.
FILE_UPLOAD_HANDLERS = ["throughcare.files.uploads.InMemoryOnly"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
TEXT_MAX_CHARACTERS = 200_000
# Where "Leave this page" leads from the public pages: somewhere that tells nothing.
LEAVE_TO = os.environ.get("THROUGHCARE_LEAVE_TO", "https://www.wikipedia.org/")
# Which marking levels stop a text: see throughcare/markings.
MARKING_BLOCKS = os.environ.get("THROUGHCARE_MARKING_BLOCKS", "restricted")
# A table of words and of words to reconsider in place of the shipped one: see throughcare/wording.
WORDS = os.environ.get("THROUGHCARE_WORDS", "")
# What the doctor asks, in order, and the server before it starts: see throughcare.web.doctors.
DOCTORS = [
    "throughcare.web.health",
    "throughcare.secondwall.findings",
    "throughcare.web.seals",
    "throughcare.alarms.findings",
    "throughcare.programmes.findings",
    "throughcare.operations.findings",
]
# Who may ask /health/live, /health/ready and /metrics, without a proxy between.
MONITORS = monitoring.networks(
    "THROUGHCARE_MONITORS", os.environ.get("THROUGHCARE_MONITORS", "127.0.0.0/8,::1")
)
# Whose X-Forwarded-For is believed: see throughcare.web.clients.
PROXIES = monitoring.networks(
    "THROUGHCARE_PROXIES", os.environ.get("THROUGHCARE_PROXIES", "127.0.0.0/8,::1")
)
# The key file of backups, where none is named on the command line.
BACKUP_KEY = os.environ.get("THROUGHCARE_BACKUP_KEY", "")
# Sealing of the audit trail: the key belongs to another user than the one that serves.
SEAL_KEY = environment.path("THROUGHCARE_SEAL_KEY")
SEAL_PUBLIC = environment.path("THROUGHCARE_SEAL_PUBLIC") or (
    SEAL_KEY.with_name(SEAL_KEY.name + ".pub") if SEAL_KEY else None
)
WITNESSES = os.environ.get("THROUGHCARE_WITNESSES", "")
# Says that nobody here is real, so that nothing needs to be sealed.
EVERYBODY_IS_INVENTED = "throughcare.demo.policy.is_demo"

EMAIL_BACKEND = os.environ.get("THROUGHCARE_EMAIL", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_TIMEOUT = 10  # seconds
LOGGING = monitoring.logging(os.environ.get("THROUGHCARE_LOG", "plain"))
