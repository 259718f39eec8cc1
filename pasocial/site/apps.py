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


def _public_pages_changed(**_: object) -> None:
    from pasocial.design.freshness import forget_pages_on_commit

    forget_pages_on_commit(["site.pages"])
