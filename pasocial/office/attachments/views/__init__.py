"""The staff's doors to stored files: open one, redact one, decide what of the gathered ones becomes public."""

from pasocial.office.attachments.views.files import may_open, open_file
from pasocial.office.attachments.views.material import decide, leave_letters_out, show_material
from pasocial.office.attachments.views.redaction import redact, show_redaction

__all__ = [
    "decide",
    "leave_letters_out",
    "may_open",
    "open_file",
    "redact",
    "show_material",
    "show_redaction",
]
