"""Where a topic stands, in a chip: the same words on the board and on its page."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foia.backoffice.presenters import Chip, day_chip, flag_chip
from foia.models import Topic


def state_chips(topic: Topic, published: bool, today: Any) -> list[Chip]:
    """Where a topic stands: what was decided, once something was; the flag and its day only while nobody has."""
    if published:
        return [Chip(_("Pubblicato"), "success", "check-circle")]
    if topic.choice == Topic.Choice.NOT:
        chips = [Chip(_("Non pubblicato"), "quiet", "close")]
        if topic.look_again_on:
            words = _("Da riguardare il %(day)s") % {"day": date_format(topic.look_again_on, "j M Y").lower()}
            late = topic.look_again_on <= today
            chips.append(Chip(words, "warning" if late else "neutral", "clock"))
        return chips
    if topic.choice:
        words = _("Da oscurare e pubblicare") if topic.choice == Topic.Choice.REDACT else _("Da pubblicare")
        return [Chip(words, "info", "pencil")]
    chips = [flag_chip(topic.flag)]
    if topic.decide_by:
        chips.append(day_chip(topic.decide_by, today))
    return chips
