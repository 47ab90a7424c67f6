"""Start of the project package: the only place that loads Celery."""

from django.apps import AppConfig


class InburgeringConfig(AppConfig):
    name = "inburgering"
    verbose_name = "Inburgering Regionaal"

    def ready(self) -> None:
        # Here and not in __init__: importing one rule would otherwise load Django and Celery.
        from inburgering import celery  # noqa: F401, PLC0415
