"""Third parties whose interests an answer may touch (controinteressati, D.Lgs. 33/2013 art. 5 c. 5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foia.models.access_request import AccessRequest


class Party(models.Model):
    LANGUAGES = [("it", _("italiano")), ("en", _("inglese"))]

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="parties")
    name = models.CharField(_("nome"), max_length=200)
    email = models.EmailField(_("e-mail o PEC"), blank=True)
    postal_address = models.CharField(_("indirizzo"), max_length=250, blank=True)
    language = models.CharField(_("lingua"), max_length=2, default="it", choices=LANGUAGES)
    interest = models.CharField(_("interesse protetto (art. 5-bis c. 2)"), max_length=40)
    notified_on = models.DateField(_("avviso inviato il"), null=True, blank=True)
    notice_received_on = models.DateField(_("avviso ricevuto il"), null=True, blank=True)
    opposed_on = models.DateField(_("opposizione il"), null=True, blank=True)
    consented_on = models.DateField(_("consenso il"), null=True, blank=True)
    opposition = models.TextField(_("motivi dell'opposizione"), blank=True)
    grant_received_on = models.DateField(
        _("ha ricevuto la comunicazione di accoglimento il"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("controinteressato")
        verbose_name_plural = _("controinteressati")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
