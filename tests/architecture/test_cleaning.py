"""Nothing comes in uncleaned and nothing goes out unsafe: a new form, field or writer that forgets it fails here."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.utils.module_loading import import_string

from pasocial.design.clean_forms import Cleaned, keep_clean
from tests.architecture.tree import modules, text

OURS = ("pasocial.", "foia.", "desks.")
DOOR, EXIT = Path("pasocial/cleaning"), Path("pasocial/outgoing.py")
# Fields that read what was posted by themselves, and why that is safe.
OWN_READING = {
    "ManyFiles": "files, whose names the intake cleans",
    "YearlyDay": "one_line, then whole_number and calendar_day",
}
# Forms of the sign-in library that no address of ours reaches: addresses and accounts are the coordinator's.
NOT_OFFERED = {
    *(
        "SignupForm",
        "BaseSignupForm",
        "AddEmailForm",
        "ChangeEmailForm",
        "ChangePhoneForm",
        "VerifyPhoneForm",
    ),
    *("RequestLoginCodeForm", "BaseConfirmCodeForm", "ConfirmLoginCodeForm", "SignupWebAuthnForm"),
    *("ConfirmEmailVerificationCodeForm", "ConfirmPasswordResetCodeForm"),
}


def _imported() -> None:
    for path in modules():
        name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
        if "settings" not in path.parts and path.name not in {"asgi.py", "wsgi.py", "__main__.py"}:
            importlib.import_module(name)


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def _is_door(path: Path) -> bool:
    # Folding and looking for personal data compare signs and make no number of them; the sandbox reads the bytes of a
    # PDF, whose digits are ASCII.
    compares = (Path("pasocial/folding.py"), Path("pasocial/personal_data"))
    sandbox = Path("pasocial/office/files/attachments/redaction/sandbox")
    return any(path.is_relative_to(one) for one in (DOOR, *compares, sandbox))


def test_every_form_of_ours_reads_its_fields_clean() -> None:
    _imported()
    rough = {
        f"{one.__module__}.{one.__qualname__}"
        for one in _below(forms.BaseForm)
        if one.__module__.startswith(OURS) and not issubclass(one, Cleaned)
    }
    assert rough == set(), "make these CleanForm or CleanModelForm (pasocial.design.clean_forms)"


def test_every_field_of_ours_is_one_that_cleaning_knows() -> None:
    _imported()
    own = {
        one.__name__
        for one in _below(forms.Field)
        if one.__module__.startswith(OURS) and "clean" in vars(one)
    }
    assert own == set(OWN_READING), "a field with its own `clean` passes cleaning by: say why it may"


def test_every_kind_of_typed_field_is_cleaned_and_passwords_are_not() -> None:
    typed = [
        *(forms.CharField(), forms.EmailField(), forms.URLField(), forms.SlugField(), forms.RegexField("a")),
        *(forms.IntegerField(), forms.FloatField(), forms.DecimalField(), forms.DateField()),
        *(forms.DateTimeField(), forms.TimeField(), forms.UUIDField()),
    ]
    for field in typed:
        keep_clean(field)
    assert [type(field).__name__ for field in typed if not getattr(field, "cleaned_first", False)] == []
    secret = forms.CharField(widget=forms.PasswordInput, strip=False)
    keep_clean(secret)
    assert secret.clean(" e\u0301\u200b ") == " e\u0301\u200b "


def test_sign_in_forms_of_the_library_are_read_clean() -> None:
    named = {**settings.ACCOUNT_FORMS, **settings.MFA_FORMS}
    ours = [import_string(path) for path in named.values()]
    assert [one.__name__ for one in ours if not issubclass(one, Cleaned)] == []
    covered = {base for one in ours for base in one.__mro__}
    left = {
        one.__name__
        for one in _below(forms.Form)
        if one.__module__.startswith("allauth.")
        and one not in covered
        and not any(base in covered for base in one.__subclasses__())
        and any(
            isinstance(field, forms.CharField)
            and not isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
            for field in one.base_fields.values()
        )
    }
    assert left - NOT_OFFERED == set()


def test_pages_pictures_and_documents_of_the_site_are_read_clean() -> None:
    from wagtail.documents import get_document_model
    from wagtail.documents.forms import get_document_form
    from wagtail.images import get_image_model
    from wagtail.images.forms import get_image_form
    from wagtail.models import get_page_models

    pages = [page for page in get_page_models() if page.__module__.startswith(OURS)]
    assert len(pages) >= 3
    rough = [
        page.__name__ for page in pages if not issubclass(page.get_edit_handler().get_form_class(), Cleaned)
    ]
    assert rough == []
    assert issubclass(get_image_form(get_image_model()), Cleaned)
    assert issubclass(get_document_form(get_document_model()), Cleaned)


def test_only_the_door_asks_a_text_whether_it_is_a_number() -> None:
    found = [
        f"{path}:{call.lineno}"
        for path in modules()
        if not _is_door(path)
        for call, name in _calls(path)
        if name.rpartition(".")[2] in {"isdigit", "isdecimal", "isnumeric"}
    ]
    assert found == [], "read it with pasocial.cleaning.whole_number"


def test_nobody_makes_a_number_of_what_a_question_brings() -> None:
    brought = (".GET", ".POST", ".query_params", ".headers", ".META", ".COOKIES", "cleaned_data[", "getlist(")
    found = [
        f"{path}:{call.lineno}"
        for path in modules()
        for call, name in _calls(path)
        if name in {"int", "float", "Decimal", "date.fromisoformat", "datetime.fromisoformat"}
        and any(mark in ast.unparse(call) for mark in brought)
    ]
    assert found == [], "read it with pasocial.cleaning.whole_number or calendar_day"


def test_programs_bodies_are_read_where_they_are_cleaned() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path in modules()
        if not path.is_relative_to("pasocial/rest")
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.Attribute)
        and node.attr in {"data", "query_params"}
        and ast.unparse(node.value) in {"request", "self.request", "http_request"}
    ]
    assert found == [], "ask self.written(…) or self.asked(…)"


def test_addresses_are_cleaned_before_any_page_is_kept_or_shown() -> None:
    order = settings.MIDDLEWARE
    cleaner = order.index("pasocial.design.middleware.CleanAddresses")
    assert cleaner < order.index("pasocial.page_cache.KeptPages")


def test_words_of_the_command_line_are_cleaned() -> None:
    """A text argument names how it is read; names of columns and of our own packages are compared, not kept."""
    compared = {
        "foia/management/commands/find_recurrences.py",
        "pasocial/office/management/commands/check_cases.py",  # names of files, as in the next
        "pasocial/office/management/commands/redact.py",
        "pasocial/design/management/commands/translations.py",
    }
    found = [
        f"{path}:{call.lineno}"
        for path in modules()
        if "commands" in path.parts and str(path) not in compared
        for call, name in _calls(path)
        if name.endswith("add_argument")
        and not {"type", "action", "choices"} & {word.arg for word in call.keywords}
        and not ast.unparse(call.args[0]).startswith(("'--host'",))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("writers", "places"),
    [
        ({"csv.writer", "csv.DictWriter"}, {EXIT}),
        (
            {"EmailMessage", "EmailMultiAlternatives", "send_mail", "mail_admins"},
            {Path("pasocial/office/messaging/notices/operations.py")},
        ),
        ({"typst.compile"}, {Path("pasocial/office/files/papers/paper.py"), Path("pasocial/demo/papers.py")}),
    ],
)
def test_each_format_is_written_in_one_place(writers: set[str], places: set[Path]) -> None:
    found = {path for path in modules() for _call, name in _calls(path) if name in writers}
    assert found - places == set()


def test_feeds_are_of_the_kind_that_no_character_breaks() -> None:
    found = {
        str(path)
        for path in modules()
        if ("Atom1Feed" in text(path) or "Rss201" in text(path)) and path != Path("pasocial/design/feeds.py")
    }
    assert found == set()


def test_every_name_of_a_download_is_made_for_a_header() -> None:
    found = [
        f"{path}:{call.lineno}"
        for path in modules()
        for call, name in _calls(path)
        if name == "FileResponse"
        for word in call.keywords
        if word.arg == "filename" and not ast.unparse(word.value).startswith("file_name(")
    ]
    assert found == [], "wrap it in pasocial.outgoing.file_name"
