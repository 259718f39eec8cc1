"""A deployment check: an adapter that vouches for anybody has no place outside the demonstration."""

from typing import Any

from django.core.checks import Error, Tags, register

from pasocial.office.people.identity.queries import national_identity


@register(Tags.security, deploy=True)
def no_demonstration_identity(**_: Any) -> list[Error]:
    """Whatever its path: production settings refuse the one we ship by name."""
    provider = national_identity()
    if provider is None or not getattr(provider, "demonstration", False):
        return []
    return [
        Error(
            "NATIONAL_IDENTITY_ADAPTER vouches for whoever asks.",
            hint="Remove it, or configure NATIONAL_IDENTITY_ISSUER.",
            id="office.E020",
        )
    ]
