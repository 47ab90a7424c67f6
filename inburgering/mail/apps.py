from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "inburgering.mail"
    label = "mail"
    verbose_name = "berichten"
