from django.apps import AppConfig


class Config(AppConfig):
    name = "throughcare.staff"
