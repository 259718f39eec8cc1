"""Every marked sentence is found once, with its owner; what cannot be translated is refused."""

from pathlib import Path

import pytest

from pasocial.design.msgids import Msgid, in_python, in_template, owner_of


def test_python_marks_are_found_in_order_with_plural_and_context() -> None:
    source = (
        'title = _("Richiesta "\n          "di accesso")\n'
        'count = ngettext("%(n)s giorno", "%(n)s giorni", n)\n'
        'pgettext_lazy("mese", "maggio")\n'
        'reason = mark("Scegli {items}.")\n'
        "again = _(title)\n"
    )
    assert list(in_python(source)) == [
        Msgid("Richiesta di accesso"),
        Msgid("%(n)s giorno", "%(n)s giorni"),
        Msgid("maggio", context="mese"),
        Msgid("Scegli {items}."),
    ]


def test_python_f_string_is_refused_with_its_line() -> None:
    with pytest.raises(ValueError, match="line 2: an f-string cannot be translated"):
        list(in_python('x = 1\n_(f"Sono {x}")\n'))


def test_template_marks_are_found_as_django_looks_them_up() -> None:
    source = (
        '{% load i18n %}<h1>{% translate "L\'istanza è «aperta»" %}</h1>'
        "{% blocktranslate with n=total %}Sono {{ n }} al 50%{% endblocktranslate %}"
        "{% blocktranslate count n=total %}{{ n }} voce{% plural %}{{ n }} voci{% endblocktranslate %}"
        '{% component "icon" label=_("Fatto") %}{{ name|default:_("Nessuno") }}'
    )
    assert list(in_template(source)) == [
        Msgid("L'istanza è «aperta»"),
        Msgid("Sono %(n)s al 50%%"),
        Msgid("%(n)s voce", "%(n)s voci"),
        Msgid("Fatto"),
        Msgid("Nessuno"),
    ]


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("templates/foia/portal/home.html", "foia"),
        ("templates/desks/newsroom/items.html", "desks/newsroom"),
        ("templates/emails/foia/receipt.txt", "foia"),
        ("templates/emails/desks/newsroom/x.txt", "desks/newsroom"),
        ("templates/account/login.html", "pasocial/design"),
        ("templates/layouts/public.html", "pasocial/design"),
        ("templates/404.html", "pasocial/design"),
        ("pasocial/office/record/trail/models.py", "pasocial/office"),
        ("pasocial/timekeeping/italian.py", "pasocial"),
        ("pasocial/refusal.py", "pasocial"),
        ("desks/newsroom/desk.py", "desks/newsroom"),
        ("foia/rules/terms.py", "foia"),
    ],
)
def test_each_file_has_one_owner(path: str, owner: str) -> None:
    assert owner_of(Path(path)) == owner
