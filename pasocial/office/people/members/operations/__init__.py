"""What is done about the people of the office: accounts and roles, absences, groups."""

from pasocial.office.people.members.operations.absences import end_absence, record_absence
from pasocial.office.people.members.operations.accounts import (
    add_member,
    deactivate,
    give_desk_role,
    give_office_role,
    invite_again,
    reactivate,
    reset_second_factor,
    take_desk_role,
    take_office_role,
)
from pasocial.office.people.members.operations.groups import close_group, join_group, leave_group, open_group

__all__ = [
    "add_member",
    "close_group",
    "deactivate",
    "end_absence",
    "give_desk_role",
    "give_office_role",
    "invite_again",
    "join_group",
    "leave_group",
    "open_group",
    "reactivate",
    "record_absence",
    "reset_second_factor",
    "take_desk_role",
    "take_office_role",
]
