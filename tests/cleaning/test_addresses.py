"""An address has one form, whichever way it was spelt; what no mail could reach is refused in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pasocial.cleaning import address, address_shown, domain, is_address, reason_against_address, same_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada@CITTÀ.example", "ada@xn--citt-3na.example"),
        ("ada@citta\u0300.example", "ada@xn--citt-3na.example"),
        ("ada@XN--CITT-3NA.Example", "ada@xn--citt-3na.example"),
        ("ada@straße.example", "ada@xn--strae-oqa.example"),
        ("ada@strasse.example", "ada@strasse.example"),
        ("ada@例え。jp", "ada@xn--r8jz45g.jp"),
        ("ａｄａ＠ｅｘａｍｐｌｅ．it", "ada@example.it"),
        (" o'neill@example.it ", "o'neill@example.it"),
        ("ada+accesso@example.it", "ada+accesso@example.it"),
        ('"Ada"@example.it', "ada@example.it"),
        ('"ada rossi"@example.it', '"ada rossi"@example.it'),
        ('"a\\b\\"c"@example.it', '"ab\\"c"@example.it'),
        ("ada\u200b@exam\u00adple.it", "ada@example.it"),
        ("a_b.c-d@a-b.example", "a_b.c-d@a-b.example"),
    ],
)
def test_every_spelling_has_one_form(typed: str, kept: str) -> None:
    assert reason_against_address(typed) is None
    assert address(typed) == kept
    assert address(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "@example.it",
        "ada@",
        "ada@localhost",
        "ada@example.i",
        "ada@example..it",
        "ada@example.it.",
        "ada@-example.it",
        "ada@ex_ample.it",
        "ada@1.2.3.4",
        "ada@[127.0.0.1]",
        "ada@☃.example",
        "ada@xn--.example",
        "ada@" + "à" * 60 + ".example",
        "ada@" + "a" * 64 + ".example",
        "ada@" + "a." * 130 + "it",
        "a" * 65 + "@example.it",
        "a..b@example.it",
        ".a@example.it",
        "a b@example.it",
        "a@b@example.it",
        "Ada <ada@example.it>",
        "mailto:ada@example.it, eva@example.it",
        "è@example.it",
        '"à"@example.it',
        "ada@example.it\nBcc: eva@example.it",
    ],
)
def test_what_no_mail_could_reach_is_refused_and_comes_back_as_typed(typed: str) -> None:
    refused = reason_against_address(typed, "pec", "pec_invalid")
    assert refused is not None
    assert (refused.code, refused.field) == ("pec_invalid", "pec")
    assert not is_address(typed)
    assert address(typed) == " ".join(typed.split())


def test_letters_before_the_sign_are_refused_with_their_own_words() -> None:
    assert "Prima della chiocciola" in str(reason_against_address("müller@example.it"))
    assert "«localhost»" in str(reason_against_address("ada@localhost"))


def test_a_label_that_fits_in_its_letters_and_not_in_ascii_is_no_domain() -> None:
    assert domain("à" * 40 + ".example") != ""
    assert domain("àè" * 30 + ".example") == ""


def test_same_address_compares_forms() -> None:
    assert same_address("Ada@Città.example", "ada@xn--citt-3na.example")
    assert not same_address("ada@straße.example", "ada@strasse.example")
    assert not same_address("", "")


def test_an_address_is_shown_in_its_own_letters() -> None:
    assert address_shown("ada@xn--citt-3na.example") == "ada@città.example"
    assert address_shown("ada@example.it") == "ada@example.it"
    assert address_shown("ada@xn--zzz\ud800.example") == "ada@xn--zzz\ud800.example"


@given(
    st.text(st.characters(exclude_categories=()), max_size=90)
    | st.from_regex(r"[a-zA-Zàß\"]{1,5}@[a-zàß-]{1,5}\.[a-zé]{2,4}", fullmatch=True)
)
@settings(max_examples=300)
def test_no_text_is_an_error_and_the_form_is_stable(typed: str) -> None:
    once = address(typed)
    assert address(once) == once
    if is_address(typed):
        assert is_address(once)
        assert once.isascii()
    address_shown(typed)
