"""A member's own views of a list, kept to herself or shared with the desk."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """Filters and order of one list under a name; a shared one is seen by everybody who may open the list."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    list = models.CharField(_("elenco"), max_length=60)
    name = models.CharField(_("nome"), max_length=60)
    query = models.CharField(max_length=500)
    shared = models.BooleanField(_("visibile a tutta la redazione"), default=False)

    class Meta:
        verbose_name = _("vista salvata")
        verbose_name_plural = _("viste salvate")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "list", "name"], name="office_saved_view_name_once")
        ]
        indexes = [models.Index(fields=["list", "shared"], name="office_saved_view_shared")]

    def __str__(self) -> str:
        return self.name

    @property
    def about(self) -> str:
        return f"office.view:{self.pk}"
