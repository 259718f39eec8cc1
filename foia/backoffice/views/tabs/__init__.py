"""What each tab of a case shows; the decision has a module of its own beside this package."""

from foia.backoffice.views.tabs import (
    conversation,
    documents,
    history,
    overview,
    parties,
    register,
    review,
    similar,
)

__all__ = ["conversation", "documents", "history", "overview", "parties", "register", "review", "similar"]
