"""What is filled in: by members about a contact, by citizens who write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from desks.contacts import rules
from desks.contacts.models import PublicContact
from pasocial.cleaning import address, reason_against_address
from pasocial.design.clean_forms import CleanForm
from pasocial.office.people.members import queries as members
from pasocial.office.screens.actions import ActionForm
from pasocial.office.screens.actions.forms import Person, Words
from pasocial.sentences import say


class AnswerContact(ActionForm):
    text = Words(label=_("Risposta"), rows=8)


class SaidToHer(ActionForm):
    text = Words(label=_("Che cosa hai risposto"), rows=5)


class NoteOnContact(ActionForm):
    text = Words(label=_("Nota per i colleghi"), rows=3)


class AssignContact(ActionForm):
    to = Person(
        among=lambda about: members.members_of("contacts"),
        listed=lambda: members.colleagues("contacts"),
        label=_("A chi"),
    )


class CloseContact(ActionForm):
    why = forms.CharField(
        label=_("Perché"),
        max_length=250,
        required=False,
        help_text=_("Serve solo se nessuno ha risposto."),
    )


class NewContact(ActionForm):
    """What somebody says on the telephone or at the counter, written down for her: nothing here is about the member."""

    channel = forms.ChoiceField(
        label=_("Come ci ha raggiunto"), choices=(("phone", _("Telefono")), ("counter", _("Sportello")))
    )
    # On the instance `name` is the form's own, the word of its action: the person's is told apart.
    caller = forms.CharField(label=_("Per conto di (nome di chi chiede)"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telefono"), max_length=40, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput)
    kind = forms.ChoiceField(label=_("Di che cosa si tratta"), choices=PublicContact.Kind.choices)
    subject = forms.CharField(label=_("Oggetto"), max_length=200)
    text = Words(label=_("Che cosa chiede"), rows=5)

    def clean_email(self) -> str:
        return checked_address(self.cleaned_data["email"])


def checked_address(typed: str) -> str:
    """The address as it is written to; a ValidationError in words when there is none like it."""
    if typed and (reason := reason_against_address(typed)):
        raise forms.ValidationError(say(reason), reason.code)
    return address(typed) if typed else ""


class WriteToUs(CleanForm):
    """The form of the public site; `once` makes two presses one contact."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Di che cosa si tratta"), choices=PublicContact.Kind.choices)
    subject = forms.CharField(
        label=_("Oggetto"),
        max_length=200,
        error_messages={"required": _("Scrivi in poche parole di che cosa si tratta.")},
    )
    place = forms.CharField(
        label=_("Dove"),
        max_length=200,
        required=False,
        help_text=_("Per un disservizio: la via, il numero o il luogo."),
    )
    text = Words(label=_("Messaggio"), rows=7, error_messages={"required": _("Scrivi il messaggio.")})
    name = forms.CharField(
        label=_("Nome e cognome"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Scrivi come ti chiami.")},
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Qui ti rispondiamo."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Scrivi la tua e-mail: è lì che ti rispondiamo.")},
    )
    phone = forms.CharField(
        label=_("Telefono"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )

    def clean_email(self) -> str:
        return checked_address(self.cleaned_data["email"])

    def clean_text(self) -> str:
        return longer(self.cleaned_data["text"])


class WriteAgain(CleanForm):
    text = Words(label=_("Scrivi ancora"), rows=5, error_messages={"required": _("Scrivi il messaggio.")})

    def clean_text(self) -> str:
        return longer(self.cleaned_data["text"])


def longer(text: str) -> str:
    if reason := rules.reason_against_text(text):
        raise forms.ValidationError(say(reason), reason.code)
    return text


class FindConversation(CleanForm):
    code = forms.CharField(
        label=_("Codice"),
        max_length=60,
        help_text=_("È nell'e-mail con cui ti abbiamo confermato il messaggio."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Quella con cui ci hai scritto."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        return checked_address(self.cleaned_data["email"])
