import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clubhuis.config.settings")
application = get_wsgi_application()

from .warming import warm_beside  # noqa: E402  # rooms can be imported only now

warm_beside()
