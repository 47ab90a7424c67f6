from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "inburgering.jobs"
    label = "jobs"
