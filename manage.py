"""Django's own command line, for those who look for it; `throughcare` is the program's."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.config.settings")
    execute_from_command_line(sys.argv)
