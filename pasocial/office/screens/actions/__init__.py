"""One action, two doors: what staff can do to a thing is declared once and stands on its page and in the API.

A declaration says the name, who may, what is filled in, what speaks against it, which operation does it and what is said
afterwards. It knows no desk: which thing it is about, and how its page looks, the desk says.
"""

from pasocial.office.screens.actions.declaration import Action, ActionCall, Leaves, Offer
from pasocial.office.screens.actions.forms import ActionForm, Person, Ticked, Words

__all__ = ["Action", "ActionCall", "ActionForm", "Leaves", "Offer", "Person", "Ticked", "Words"]
