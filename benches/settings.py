"""The program's settings, and the tables of the peers that are measured beside it."""

from throughcare.config import settings as program

globals().update({name: getattr(program, name) for name in dir(program) if name.isupper()})
INSTALLED_APPS = [*program.INSTALLED_APPS, "guardian"]
ANONYMOUS_USER_NAME = None  # django-guardian makes no user of its own
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its backend is asked directly
