"""The staff's doors to stored files: open one, redact one, decide what of the gathered ones becomes public."""

from pasocial.office.files.attachments.views.files import may_open, open_file
from pasocial.office.files.attachments.views.inspection import confirm, read_again, show_inspection
from pasocial.office.files.attachments.views.material import decide, leave_letters_out, show_material
from pasocial.office.files.attachments.views.redaction import redact, show_redaction

__all__ = [
    "confirm",
    "decide",
    "leave_letters_out",
    "may_open",
    "open_file",
    "read_again",
    "redact",
    "show_inspection",
    "show_material",
    "show_redaction",
]
