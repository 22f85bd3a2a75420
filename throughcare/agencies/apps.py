from django.apps import AppConfig


class Config(AppConfig):
    name = "throughcare.agencies"

    def ready(self) -> None:
        """Connect what records coming and going."""
        from throughcare.agencies import allauth, second  # noqa: F401
