from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "pasocial.site"
    label = "site_pages"
    verbose_name = "Sito"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Wagtail's own editor records nothing in the trail; what it publishes must be seen at once all the same.
        from wagtail.signals import page_published, page_unpublished, post_page_move

        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(_public_pages_changed, dispatch_uid="site.public_pages_changed")
        _say_when_clocks_change()


def _say_when_clocks_change() -> None:
    """The editor's own hours (when a page appears, when it goes) are read as ours are: never guessed, said in words."""
    from django.db.models import DateTimeField
    from wagtail.admin.forms.models import register_form_field_override
    from wagtail.admin.widgets import AdminDateTimeInput

    from pasocial.design.moments import LocalMoment

    register_form_field_override(
        DateTimeField, override={"form_class": LocalMoment, "widget": AdminDateTimeInput}
    )


def _public_pages_changed(**_: object) -> None:
    from pasocial.page_cache import forget_pages_on_commit

    forget_pages_on_commit(["site.pages"])
