"""A JSON Schema as rows of a table: name, type, whether it is required, limits, description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

# Deeper, a body would be easier to understand from its example.
DEEPEST = 4


@dataclass(frozen=True)
class Field:
    """One row. `model` names what answers hold and is told elsewhere; `values` are the only ones accepted."""

    name: str
    type: str
    required: bool
    model: str = ""
    nullable: bool = False
    values: tuple[str, ...] = ()
    default: str = ""
    description: str = ""
    place: str = ""
    shortest: int | None = None
    longest: int | None = None
    least: float | None = None
    most: float | None = None
    fewest_entries: int | None = None
    most_entries: int | None = None
    pattern: str = ""

    @property
    def limits(self) -> list[str]:
        """Sentences about how long, how large, how many, in the active language."""
        found = []
        if self.longest is not None:
            if self.shortest:
                found.append(
                    _("da %(least)s a %(most)s caratteri") % {"least": self.shortest, "most": self.longest}
                )
            else:
                found.append(_("al massimo %(most)s caratteri") % {"most": self.longest})
        elif self.shortest and not self.values and not self.pattern:
            found.append(_("non vuoto"))
        if self.least is not None and self.most is not None:
            found.append(_("da %(least)s a %(most)s") % {"least": self.least, "most": self.most})
        elif self.least is not None:
            found.append(_("almeno %(least)s") % {"least": self.least})
        elif self.most is not None:
            found.append(_("al massimo %(most)s") % {"most": self.most})
        if self.fewest_entries:
            found.append(_("elementi: almeno %(least)s") % {"least": self.fewest_entries})
        if self.most_entries is not None:
            found.append(_("elementi: al massimo %(most)s") % {"most": self.most_entries})
        return found

    @property
    def is_limited(self) -> bool:
        return bool(self.limits or self.values or self.pattern or self.default)

    @property
    def words(self) -> SafeString:
        return in_html(self.description)


def in_html(text: str) -> SafeString:
    """The description with what stands between backticks as code; everything else is escaped."""
    pieces = str(conditional_escape(text)).split("`")
    if len(pieces) % 2 == 0:  # a backtick without its other half is only a character
        return mark_safe("`".join(pieces))
    marked = [f"<code>{piece}</code>" if place % 2 else piece for place, piece in enumerate(pieces)]
    return mark_safe("".join(marked))


def resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """What a reference points to; what stands beside the reference is stronger."""
    while "$ref" in node:
        beside = {key: value for key, value in node.items() if key != "$ref"}
        found: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = {**found, **beside}
    return node


def field_of(
    document: dict[str, Any], name: str, schema: dict[str, Any], *, required: bool, place: str = ""
) -> Field:
    """One row for one property or parameter."""
    shape = _flattened(document, schema)
    inner, brackets = shape, ""
    while "items" in inner:
        brackets += "[]"
        inner = _flattened(document, inner["items"])
    default = shape.get("default")
    return Field(
        name=name,
        type=_type_of(inner) + brackets,
        required=required,
        model=inner.get("model", ""),
        nullable=shape.get("nullable", False),
        values=tuple(_shown(value) for value in inner.get("enum", ()) if value not in (None, "")),
        default="" if default in (None, "") else _shown(default),
        description=shape.get("description", ""),
        place=place,
        shortest=inner.get("minLength"),
        longest=inner.get("maxLength"),
        least=inner.get("minimum"),
        most=inner.get("maximum"),
        fewest_entries=shape.get("minItems"),
        most_entries=shape.get("maxItems"),
        pattern=inner.get("pattern", ""),
    )


def rows_of(document: dict[str, Any], schema: dict[str, Any], *, nested: bool) -> tuple[Field, ...]:
    """A row for each property. `nested` shows those of an object inside too, under names like `items[].name`."""
    return tuple(_rows(document, _flattened(document, schema), "", 0 if nested else DEEPEST))


def _rows(document: dict[str, Any], schema: dict[str, Any], before: str, depth: int) -> Iterator[Field]:
    required = set(schema.get("required", ()))
    for name, inner in schema.get("properties", {}).items():
        row = field_of(document, f"{before}{name}", inner, required=name in required)
        yield row
        shape, brackets = _flattened(document, inner), ""
        while "items" in shape:
            shape, brackets = _flattened(document, shape["items"]), f"{brackets}[]"
        if depth < DEEPEST and "properties" in shape:
            yield from _rows(document, shape, f"{before}{name}{brackets}.", depth + 1)


def _flattened(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without references and choices: `nullable` and `model` are told apart from the type."""
    beside = {key: value for key, value in schema.items() if key not in ("$ref", "allOf", "oneOf", "anyOf")}
    if "$ref" in schema:
        flat = _flattened(document, resolved(document, {"$ref": schema["$ref"]}))
        if "properties" in flat:
            flat["model"] = schema["$ref"].rpartition("/")[2]
        return {**flat, **beside}
    if "allOf" in schema:
        flat = {}
        for one in schema["allOf"]:
            flat |= _flattened(document, one)
        return {**flat, **beside}
    if choices := schema.get("oneOf") or schema.get("anyOf"):
        found = [_flattened(document, one) for one in choices]
        nullable = any(one.get("type") == "null" for one in found)
        real = [one for one in found if one.get("type") != "null" and one.get("enum") not in ([""], [None])]
        flat = dict(real[0]) if len(real) == 1 else {"type": " | ".join(_type_of(one) for one in real)}
        return {**flat, **beside, "nullable": nullable or beside.get("nullable", False)}
    flat = dict(schema)
    if isinstance(flat.get("type"), list):
        flat["nullable"] = "null" in flat["type"]
        flat["type"] = " | ".join(one for one in flat["type"] if one != "null")
    return flat


def _type_of(shape: dict[str, Any]) -> str:
    if shape.get("model"):
        return str(shape["model"])
    written = str(shape.get("type") or ("string" if "enum" in shape else "any"))
    return f"{written} ({shape['format']})" if shape.get("format") else written


def _shown(value: Any) -> str:
    """As JSON writes it, but texts without their quotes."""
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
