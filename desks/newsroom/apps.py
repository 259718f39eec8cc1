from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "desks.newsroom"
    label = "desk_newsroom"
    verbose_name = "Notizie"
    default_auto_field = "django.db.models.BigAutoField"
