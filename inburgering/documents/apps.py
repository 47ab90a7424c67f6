from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "inburgering.documents"
    label = "documents"

    def ready(self) -> None:
        # Registers the system check that says so when Pango is missing.
        from inburgering.documents import pdf  # noqa: F401, PLC0415
