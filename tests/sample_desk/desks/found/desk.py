"""What this desk tells the office about itself."""

from desks.found.wording import EVENT_WORDS, FoundEvent
from pasocial.office.record.registry import ApiTag, ApprovalKind, Desk, MenuEntry, Permission

DESK = Desk(
    code="found",
    name="Oggetti trovati",
    promise="Ciò che si perde in città torna a chi lo ha perso.",
    events=FoundEvent,
    event_words=EVENT_WORDS,
    permissions={
        "found.read": Permission("vedere gli oggetti", frozenset({"head", "editor", "viewer"})),
        "found.work": Permission("lavorare gli oggetti", frozenset({"head", "editor"})),
        "found.approve": Permission("approvare le restituzioni", frozenset({"head"})),
    },
    approvals=(
        ApprovalKind(
            code="found.return",
            label="Restituzione",
            chain=(("found.approve", 3),),
            approve="desks.found.operations.approve_return",
            refuse="desks.found.operations.refuse_return",
            version="desks.found.queries.version_of",
            shown="desks.found.queries.shown",
            place="desks.found.queries.place",
        ),
    ),
    menu=(MenuEntry("Oggetti trovati", "found:objects", "found.read"),),
    staff_urls="desks.found.urls",
    staff_prefix="oggetti/",
    api_urls="desks.found.api",
    api_tags={"Found": ApiTag("Oggetti trovati", "What was found in town.")},
    api_enums={"FoundStateEnum": ["kept", "claimed", "returned", "donated"]},
    about_url="desks.found.queries.place_of",
)
