"""A JSON Schema told as rows."""

from __future__ import annotations

from django.utils import translation

from pasocial.rest.reference.fields import field_of, in_html, rows_of

DOCUMENT = {
    "components": {
        "schemas": {
            "Colour": {"type": "string", "enum": ["red", "green"]},
            "Blank": {"enum": [""]},
            "Pen": {"type": "object", "required": ["colour"], "properties": {"colour": {"type": "string"}}},
        }
    }
}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def test_choice_or_blank_tells_its_values():
    field = field_of(DOCUMENT, "c", {"oneOf": [ref("Colour"), ref("Blank")], "default": ""}, required=False)
    assert (field.type, field.values, field.default, field.nullable) == (
        "string",
        ("red", "green"),
        "",
        False,
    )


def test_object_or_null_names_its_model():
    field = field_of(DOCUMENT, "p", {"oneOf": [ref("Pen"), {"type": "null"}]}, required=True)
    assert (field.type, field.model, field.nullable) == ("Pen", "Pen", True)


def test_list_tells_how_many_of_what():
    field = field_of(
        DOCUMENT, "p", {"type": "array", "items": ref("Pen"), "minItems": 1, "maxItems": 10}, required=True
    )
    assert (field.type, field.model) == ("Pen[]", "Pen")
    assert field.limits == ["elementi: almeno 1", "elementi: al massimo 10"]


def test_limits_speak_the_language_of_the_reader():
    field = field_of({}, "n", {"type": ["integer", "null"], "minimum": 0, "maximum": 9}, required=False)
    assert (field.type, field.nullable, field.limits) == ("integer", True, ["da 0 a 9"])
    with translation.override("en"):
        assert field.limits == ["from 0 to 9"]


def test_default_that_is_false_is_told():
    assert field_of({}, "x", {"type": "boolean", "default": False}, required=False).default == "false"


def test_what_is_inside_an_object_is_told_under_its_path():
    schema = {"type": "object", "properties": {"pens": {"type": "array", "items": ref("Pen")}}}
    assert [(row.name, row.required) for row in rows_of(DOCUMENT, schema, nested=True)] == [
        ("pens", False),
        ("pens[].colour", True),
    ]
    assert [row.name for row in rows_of(DOCUMENT, schema, nested=False)] == ["pens"]


def test_object_that_holds_itself_comes_to_an_end():
    schemas = {"Node": {"type": "object", "properties": {"next": ref("Node")}}}
    rows = rows_of({"components": {"schemas": schemas}}, ref("Node"), nested=True)
    assert rows[-1].name == "next.next.next.next.next"


def test_backticks_become_code_and_nothing_else_is_markup():
    assert in_html("`a<b` & <i>") == "<code>a&lt;b</code> &amp; &lt;i&gt;"
    assert in_html("one ` alone") == "one ` alone"
