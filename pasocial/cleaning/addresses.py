"""E-mail addresses in one form: `città.example` and its punycode are one, and `straße` is never `strasse`.

Kept and compared is the form that every mail server takes: small letters, the domain in ASCII by IDNA 2008
(RFC 5891) without the mappings of UTS 46, which would turn one domain into another.
"""

from __future__ import annotations

import re
import unicodedata

import idna

from pasocial.cleaning.text import narrow, one_line
from pasocial.refusal import Refusal
from pasocial.refusal import mark as _

# RFC 5321 §4.5.3.1: octets of the local part, of the domain, of the whole path.
LOCAL_LENGTH, DOMAIN_LENGTH, ADDRESS_LENGTH = 64, 253, 254

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_DOTTED = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
# RFC 5321 §4.1.2: what stands between quotation marks, a backslash before a mark or another backslash.
_QUOTED = re.compile(r'"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])+)"')
_DOTS = re.compile("[.\u3002\uff0e\uff61]")


def domain(text: str) -> str:
    """A domain's one form, in ASCII; empty when no mail could reach it."""
    written = unicodedata.normalize("NFC", narrow(_DOTS.sub(".", text.strip())).lower())
    labels = written.split(".")
    # The last label of a domain is never a number: such an address is one of the network (RFC 3696 §2).
    if len(written) > DOMAIN_LENGTH or len(labels) < 2 or re.fullmatch(r"[0-9]+", labels[-1]):
        return ""
    if len(labels[-1]) < 2:
        return ""
    try:
        encoded = idna.encode(written, strict=True).decode("ascii")
    except (idna.IDNAError, UnicodeError, IndexError):
        return ""
    return encoded if len(encoded) <= DOMAIN_LENGTH and not encoded.endswith(".") else ""


def _local(text: str) -> str:
    """The part before the sign in its one form; empty when it is none. Quotation marks go where nothing needs them."""
    if quoted := _QUOTED.fullmatch(text):
        plain = re.sub(r"\\(.)", r"\1", quoted[1])
        if not _DOTTED.fullmatch(plain):
            escaped = re.sub(r'(["\\])', r"\\\1", plain)
            return f'"{escaped.lower()}"'
        text = plain
    return text.lower() if _DOTTED.fullmatch(text) else ""


def _split(text: str) -> tuple[str, str]:
    local, _sign, host = narrow(one_line(text)).rpartition("@")
    return local, host


def address(text: str) -> str:
    """The one form of an address, in which it is kept, compared and sent to; text that is none comes back cleaned."""
    local, host = _split(text)
    mailbox, place = _local(local), domain(host)
    found = f"{mailbox}@{place}"
    if mailbox and place and len(mailbox) <= LOCAL_LENGTH and len(found) <= ADDRESS_LENGTH:
        return found
    return one_line(text)


def is_address(text: str) -> bool:
    """Whether it has the form of an address; only a message can prove that it works."""
    return reason_against_address(text) is None


def same_address(one: str, other: str) -> bool:
    """Whether two spellings are one address; nothing is never the same as nothing."""
    return bool(one.strip()) and address(one) == address(other)


def address_shown(text: str) -> str:
    """An address as its owner writes it, the domain in its own letters."""
    local, _sign, host = text.rpartition("@")
    if "xn--" not in host:
        return text
    try:
        return f"{local}@{idna.decode(host, strict=True)}"
    except (idna.IDNAError, UnicodeError, IndexError):
        return text


def reason_against_address(text: str, field: str = "email", code: str = "email_invalid") -> Refusal | None:
    """Why mail could not be sent to what was typed, as far as its form tells."""
    local, host = _split(text)
    mailbox, place = _local(local), domain(host)
    if local and host and not local.isascii():
        return Refusal(
            code,
            _(
                "Prima della chiocciola questo indirizzo ha lettere accentate o di un altro alfabeto, che la posta "
                "dell'ente non può consegnare: scrivine un altro."
            ),
            field,
        )
    if mailbox and host and not place:
        return Refusal(
            code,
            _("Controlla ciò che segue la chiocciola: «{domain}» non è il nome di un dominio."),
            field,
            {"domain": host[:80]},
        )
    if not (mailbox and place and len(mailbox) <= LOCAL_LENGTH) or len(address(text)) > ADDRESS_LENGTH:
        return Refusal(code, _("Controlla l'indirizzo e-mail: deve essere come nome@esempio.it."), field)
    return None
