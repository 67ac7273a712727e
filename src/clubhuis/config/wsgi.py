import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clubhuis.config.settings")
django = get_wsgi_application()

from .receiving import ReceivedFirst  # noqa: E402
from .warming import warm_beside  # noqa: E402  # rooms can be imported only now

application = ReceivedFirst(django)
warm_beside()
