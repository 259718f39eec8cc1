"""A component takes what it declares and refuses the rest."""

import pytest
from django.template import TemplateSyntaxError

from pasocial.design.components import Parameter, read_signature, signature_of


def test_signature_reads_required_default_and_choices() -> None:
    signature = read_signature(
        "sample", '{# component: sample(label, kind: "a|b" = "a", icon="", **attrs) #}\n<p>{{ label }}</p>'
    )

    assert signature.parameters == (
        Parameter("label", required=True),
        Parameter("kind", required=False, default="a", choices=("a", "b")),
        Parameter("icon", required=False, default=""),
    )
    assert signature.takes_attrs is True
    assert signature.takes_content is False


def test_signature_goes_on_over_several_comment_lines() -> None:
    signature = read_signature("sample", '{# component: sample(label, #}\n{# content, icon="") #}\n')

    assert [parameter.name for parameter in signature.parameters] == ["label", "content", "icon"]
    assert signature.takes_content is True


def test_signature_without_parameters_is_empty() -> None:
    assert read_signature("sample", "{# component: sample() #}").parameters == ()


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<p></p>", "templates/components/sample.html does not begin with its signature."),
        ("{# component: other() #}", "templates/components/sample.html declares itself as 'other'."),
    ],
)
def test_component_without_its_signature_is_refused(source: str, complaint: str) -> None:
    with pytest.raises(TemplateSyntaxError) as refused:
        read_signature("sample", source)

    assert str(refused.value) == complaint


def test_unreadable_signature_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="unreadable signature"):
        read_signature("sample", "{# component: sample(a b) #}")


def test_check_names_every_unknown_attribute() -> None:
    signature = read_signature("sample", "{# component: sample(label, **attrs) #}")

    with pytest.raises(TemplateSyntaxError) as refused:
        signature.check({"label", "colour", "onclick"})

    assert str(refused.value) == "Component 'sample' does not take colour, onclick; it takes label."


def test_check_lets_only_htmx_data_and_aria_through() -> None:
    read_signature("sample", "{# component: sample(label, **attrs) #}").check(
        {"label", "hx_get", "data_row", "aria_label"}
    )


def test_check_names_what_is_missing() -> None:
    with pytest.raises(TemplateSyntaxError) as refused:
        signature_of("breadcrumb").check({"here"})

    assert str(refused.value) == "Component 'breadcrumb' needs trail."
