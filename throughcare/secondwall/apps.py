from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class Config(AppConfig):
    name = "throughcare.secondwall"

    def ready(self) -> None:
        """Whenever the tables are brought up to date, the wall is; once, when all tables are."""
        from throughcare.secondwall.building import keep_up

        post_migrate.connect(keep_up, sender=apps.get_app_config("entries"))
