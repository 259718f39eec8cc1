"""What staff do to a case, as a table: triage, what is written, what other offices are asked."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from rest_framework import serializers

from foia.api.serializers import steps as forms
from foia.api.views.action_calls import ActionCall, Step, own, unknown_person
from foia.models import Consultation
from foia.operations import dialogue, publication, triage
from foia.operations.intake import binary, once
from foia.rules.filing import ApplicantDetails, Identification
from pasocial.office.files.attachments import operations as attachments
from pasocial.office.people.members import queries as members


def _contact(pk: int) -> Any:
    found = members.holders_of_office_role("office_contact").filter(pk=pk).first()
    if found is None:
        raise serializers.ValidationError({"contact": [unknown_person()]})
    return found


def _identify(call: ActionCall) -> object:
    given = call.given
    return triage.identify(
        applicant=ApplicantDetails(
            name=given["name"],
            email=given["email"],
            pec=given["pec"],
            birth_date=given["birth_date"],
            codice_fiscale=given["codice_fiscale"],
            identified_by=Identification(given["identified_by"]),
        ),
        **call.step,
    )


def _add_files(call: ActionCall) -> object:
    about = f"foia.request:{call.case}"
    with transaction.atomic():
        # All of them or none: whoever corrects one and sends again sends the others again too.
        for upload in once(call.given["files"]):
            attachments.store_file(
                content=binary(upload),
                name=upload.name or "file",
                about=about,
                purpose="collected",
                **call.moment,
            )
    return None


def _consult(call: ActionCall) -> object:
    given = call.given
    contact = _contact(given["contact"])
    return dialogue.consult(contact=contact, question=given["question"], due_on=given["due_on"], **call.step)


def _withdraw_consultation(call: ActionCall) -> object:
    pk = own(Consultation.objects.filter(request_id=call.case), call.kwargs["consultation"])
    return dialogue.withdraw_consultation(consultation_id=pk, **call.held)


CASE_STEPS = (
    Step(
        "take/",
        "Take a case on",
        forms.Step,
        "foia.work",
        lambda d: triage.take_on(user=d.user, **d.step),
        more="The maker of the key becomes its owner.",
    ),
    Step(
        "kind/",
        "Change the kind of access",
        forms.Kind,
        "foia.work",
        lambda d: triage.set_kind(kind=d.given["kind"], **d.step),
        {"kind": "environmental"},
        more="Other term, other grounds, other remedies: the due day is computed again.",
    ),
    Step(
        "holder/",
        "Say which office holds the documents",
        forms.Holder,
        "foia.work",
        lambda d: triage.set_holder(holder=d.given["holder"], **d.step),
        {"holder": "Ufficio cultura"},
    ),
    Step(
        "priority/",
        "Set the priority",
        forms.Priority,
        "foia.work",
        lambda d: triage.set_priority(priority=d.given["priority"], **d.step),
        {"priority": 1},
    ),
    Step(
        "ask-identification/",
        "Ask the applicant who she is",
        forms.Words,
        "foia.work",
        lambda d: triage.ask_identification(words=d.given["words"], **d.step),
        {"words": "Scrivi nome e cognome, così possiamo risponderti."},
    ),
    Step(
        "identify/",
        "Record who the applicant is",
        forms.Identify,
        "foia.work",
        _identify,
        {"name": "Anna Verdi", "identified_by": "id_copy"},
    ),
    Step(
        "transfer/",
        "Transfer to another administration",
        forms.Transfer,
        "foia.work",
        lambda d: triage.transfer(to_body=d.given["to_body"], words=d.given["words"], **d.step),
        {
            "to_body": "Provincia di Esempio",
            "words": "I documenti li ha la Provincia: le abbiamo mandato tutto.",
        },
    ),
    Step(
        "extend/",
        "Extend an environmental request to sixty days",
        forms.Words,
        "foia.work",
        lambda d: triage.extend(words=d.given["words"], **d.step),
        {"words": "La richiesta è ampia e complessa: rispondiamo entro 60 giorni."},
        more="D.Lgs. 195/2005 art. 3(2)(b).",
    ),
    Step(
        "mark-test/",
        "Mark as a trial request",
        forms.Step,
        "foia.work",
        lambda d: triage.mark_test(**d.step),
        more="It leaves counts, measures and register.",
    ),
    Step(
        "messages/",
        "Write to the applicant",
        forms.WriteToCitizen,
        "foia.work",
        lambda d: dialogue.write_to_citizen(
            body=d.given["body"], purpose=d.given["purpose"], files=d.given["files"], **d.step
        ),
        {"body": "Ti servono anche le fatture?", "purpose": "clarification"},
        files=True,
        status=201,
    ),
    Step(
        "notes/",
        "Add a note for colleagues",
        forms.WriteNote,
        "foia.work",
        lambda d: dialogue.add_note(body=d.given["body"], **d.step),
        {"body": "Le fatture sono in ragioneria."},
        status=201,
    ),
    Step(
        "files/",
        "Add documents to a case",
        forms.AddFiles,
        "foia.work",
        _add_files,
        {"files": ["(binary)"]},
        more="Multipart. They stay private until a decision releases them.",
        files=True,
        status=201,
    ),
    Step(
        "consultations/",
        "Ask another office",
        forms.Consult,
        "foia.work",
        _consult,
        {"contact": 9, "question": "Avete le fatture del 2025?", "due_on": "2026-03-10"},
        more="The contact sees this case and no other, without the applicant's data.",
        status=201,
    ),
    Step(
        "consultations/<int:consultation>/withdraw/",
        "Withdraw a question to another office",
        forms.Step,
        "foia.work",
        _withdraw_consultation,
    ),
    Step(
        "register-entry/",
        "Propose a line of the register",
        forms.Step,
        "foia.work",
        lambda d: publication.propose_entry(request_id=d.case, **d.moment),
        tag="Register",
        status=201,
    ),
)
