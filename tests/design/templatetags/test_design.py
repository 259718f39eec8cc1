"""The tag that places components in pages."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.safestring import SafeString


def rendered(source: str, **values: object) -> str:
    return Template("{% load design %}" + source).render(Context(values)).strip()


def test_component_escapes_what_it_is_given() -> None:
    assert (
        rendered('{% component "badge" label=label %}', label="<b>x</b>")
        == '<span class="badge pa-badge-neutral"><span>&lt;b&gt;x&lt;/b&gt;</span></span>'
    )


def test_component_keeps_the_markup_of_its_content() -> None:
    markup = rendered('{% component "grid" %}<p>{{ word }}</p>{% endcomponent %}', word="a & b")

    assert markup == '<div class="d-grid gap-4 pa-grid pa-grid-3"><p>a &amp; b</p></div>'


def test_component_sees_nothing_of_the_page_around_it() -> None:
    assert "kicker" not in rendered(
        '{% component "page-header" title="T" %}{% endcomponent %}', kicker="from the page"
    )


def test_fill_gives_a_named_part() -> None:
    markup = rendered(
        '{% component "card" title="T" %}body'
        '{% fill "footer" %}<a href="/x">x</a>{% endfill %}{% endcomponent %}'
    )

    assert '<div class="card-footer"><a href="/x">x</a></div>' in markup
    assert '<div class="card-body">body</div>' in markup


@pytest.mark.parametrize(
    "around",
    [
        "{% if yes %}FILL{% endif %}",
        "{% if no %}{% else %}FILL{% endif %}",
        "{% for one in yes %}FILL{% endfor %}",
        "{% with a=1 %}{% if yes %}FILL{% endif %}{% endwith %}",
        '{% fill "meta" %}FILL{% endfill %}',
    ],
)
def test_fill_inside_another_tag_is_refused_not_lost(around: str) -> None:
    inside = around.replace("FILL", '{% fill "actions" %}x{% endfill %}')

    with pytest.raises(TemplateSyntaxError, match='"actions" %} stands inside another tag'):
        rendered('{% component "page-header" title="T" %}' + inside + "{% endcomponent %}", yes=[1])


def test_fill_of_an_inner_component_inside_a_condition_is_its_own() -> None:
    markup = rendered(
        '{% component "section" title="S" %}{% if yes %}{% component "card" title="T" %}b'
        '{% fill "footer" %}f{% endfill %}{% endcomponent %}{% endif %}{% endcomponent %}',
        yes=True,
    )

    assert '<div class="card-footer">f</div>' in markup


def test_component_passes_htmx_attributes_with_dashes() -> None:
    markup = rendered(
        '{% component "button" label="Vai" type="button" hx_get=url data_row="1" %}', url="/a?b=1&c=2"
    )

    assert 'hx-get="/a?b=1&amp;c=2" data-row="1"' in markup


def test_component_kept_as_a_variable_prints_later() -> None:
    markup = rendered('{% component "badge" label="A" as badge %}[{{ badge }}]')

    assert markup == '[<span class="badge pa-badge-neutral"><span>A</span></span>]'


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('{% component "badge" label="A" colour="red" %}', "does not take colour"),
        ('{% component "badge" %}', "needs label"),
        ('{% component "badge" label="A" tone="pink" %}', "tone is 'pink', not one of"),
        ('{% component "badge" label="A" label="B" %}', "label is given twice"),
        ('{% component "badge" "A" %}', "is not attribute=value"),
        ("{% component badge %}", "wants the component's name in quotes"),
        (
            '{% component "card" title="T" %}{% fill "hat" %}x{% endfill %}{% endcomponent %}',
            "does not take hat",
        ),
        ('{% component "card" title="T" %}', "Unclosed tag"),
    ],
)
def test_component_wrongly_used_does_not_compile(source: str, complaint: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=complaint):
        Template("{% load design %}" + source)


def test_component_refuses_a_value_outside_its_choices_when_it_is_rendered() -> None:
    with pytest.raises(TemplateSyntaxError, match="tone is 'pink'"):
        rendered('{% component "badge" label="A" tone=tone %}', tone="pink")


def test_address_changes_one_parameter_and_keeps_the_others() -> None:
    request = RequestFactory().get("/elenco/", {"q": "a b", "page": "3", "sort": "due"})

    assert rendered("{% address sort='-due' page='' %}", request=request) == "?q=a+b&amp;sort=-due"


def test_address_without_parameters_is_the_path() -> None:
    request = RequestFactory().get("/elenco/", {"page": "3"})

    assert rendered("{% address page='' %}", request=request) == "/elenco/"


def test_attribute_prints_nothing_without_a_value() -> None:
    assert (
        rendered('<a{% attribute "id" "" %}{% attribute "rel" value %}>', value='"x"')
        == '<a rel="&quot;x&quot;">'
    )


def test_component_output_is_safe() -> None:
    assert isinstance(
        Template('{% load design %}{% component "icon" name="pa" %}').render(Context()), SafeString
    )
