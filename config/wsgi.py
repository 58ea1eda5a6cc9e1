"""The entry point of the web server."""

import os

from goldenthread.kernel.plain_text import web_program

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = web_program()
