from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "clubhuis.themes"
