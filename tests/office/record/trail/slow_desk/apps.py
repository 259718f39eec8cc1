from django.apps import AppConfig


class SlowDeskConfig(AppConfig):
    name = "tests.office.record.trail.slow_desk"
    label = "tests_slow_desk"
