"""The people who sign in. Citizens have no account: a receipt code and an address open their case."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pasocial.cleaning import address


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=address(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff, known by e-mail address."""

    email = models.EmailField(_("indirizzo e-mail"), unique=True)
    full_name = models.CharField(_("nome e cognome"), max_length=150)
    office_name = models.CharField(_("ufficio"), max_length=150, blank=True)
    language = models.CharField(
        _("lingua"), max_length=2, default="it", choices=[("it", "Italiano"), ("en", "English")]
    )
    is_active = models.BooleanField(_("attivo"), default=True)
    is_staff = models.BooleanField(_("può entrare nel pannello"), default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("persona dell'ufficio")
        verbose_name_plural = _("persone dell'ufficio")
        constraints = [models.UniqueConstraint(Lower("email"), name="identity_email_once_whatever_its_case")]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ", 1)[0] if self.full_name else self.email

    @property
    def initials(self) -> str:
        words = (self.full_name or self.email).split()
        return "".join(word[0] for word in words[:2]).upper()


class MachineToken(models.Model):
    """A key for another program; only its digest is kept. It acts within its maker's roles and its own scopes."""

    name = models.CharField(_("a che cosa serve"), max_length=120)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="machine_tokens")
    digest = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(max_length=12)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("chiave per programmi")
        verbose_name_plural = _("chiavi per programmi")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
