from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "clubhuis.market"
