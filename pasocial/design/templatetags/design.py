"""`{% component %}` and the few filters that components need; pages need no other tag of ours."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Node, NodeList, Parser, Template, Token
from django.template.context import Context
from django.template.defaultfilters import floatformat
from django.template.engine import Engine
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pasocial import sentences
from pasocial.design import figures, kept_fields, kept_markup, presentation
from pasocial.design.components import CONTENT, Signature, signature_of, template_name
from pasocial.language import address_in, is_remembered, language_now

register = template.Library()


class FillNode(Node):
    """A named part of a component: `{% fill "footer" %}…{% endfill %}` inside `{% component %}`."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        return SafeString("")


class ComponentNode(Node):
    """Renders a component in a context of its own: it sees its attributes, the request and nothing else.

    What does not depend on the page's values is found once, when the page is compiled: a list of a hundred rows
    renders several hundred components.
    """

    child_nodelists = ("nodelist",)

    def __init__(
        self,
        signature: Signature,
        given: dict[str, FilterExpression],
        nodelist: NodeList | None,
        as_name: str = "",
    ) -> None:
        self.signature = signature
        self.nodelist = nodelist
        self.as_name = as_name
        self.fills = (
            {node.name: node.nodelist for node in nodelist if isinstance(node, FillNode)} if nodelist else {}
        )
        self.defaults = signature.defaults
        self.declared = [(name, given[name]) for name in given if name in self.defaults]
        self.passed = [(name.replace("_", "-"), given[name]) for name in given if name not in self.defaults]
        # Texts written in the page and defaults were checked by whoever wrote them; only variables can surprise.
        self.watched = [
            parameter
            for parameter in signature.parameters
            if parameter.choices and parameter.name in given and not _is_text(given[parameter.name])
        ]
        self.kept = kept_markup.is_kept(signature.name) and nodelist is None
        self.is_field = signature.name == "field" and not as_name
        self.compiled: Template | None = None

    def render(self, context: Context) -> SafeString:
        values: dict[str, Any] = dict(self.defaults)
        for name, expression in self.declared:
            value = expression.resolve(context)
            values[name] = str(value) if isinstance(value, Promise) else value
        for name, nodelist in self.fills.items():
            values[name] = SafeString(nodelist.render(context).strip())
        if self.nodelist is not None:
            values[CONTENT] = SafeString(self.nodelist.render(context).strip())
        for parameter in self.watched:
            if str(values[parameter.name]) not in parameter.choices:
                raise template.TemplateSyntaxError(
                    f"Component '{self.signature.name}': {parameter.name} is {values[parameter.name]!r},"
                    f" not one of {', '.join(parameter.choices)}."
                )
        if self.signature.takes_attrs:
            values["attrs"] = self._attrs(context)
        if self.is_field:
            hidden = kept_fields.hidden_markup(values["field"])
            if hidden is not None:
                return hidden
            key = kept_fields.key_of(values["field"], values)
        else:
            key = kept_markup.key_of(self.signature.name, values, context.autoescape) if self.kept else None
        rendered = kept_markup.found(key) if key is not None else None
        if rendered is None:
            rendered = SafeString(self._rendered(values, context).strip())
            if key is not None:
                kept_markup.keep(key, rendered)
        if self.as_name:
            context[self.as_name] = rendered
            return SafeString("")
        return rendered

    def _attrs(self, context: Context) -> SafeString:
        if not self.passed:
            return SafeString("")
        resolved = ((name, expression.resolve(context)) for name, expression in self.passed)
        return format_html_join("", ' {}="{}"', ((k, v) for k, v in resolved if v is not None))

    def _rendered(self, values: dict[str, Any], context: Context) -> str:
        if not self.kept:
            for shared in ("request", "csrf_token"):
                if shared in context:
                    values[shared] = context[shared]
        if self.compiled is None:
            # Not when the page is compiled: a component may show another one that shows it.
            self.compiled = Engine.get_default().get_template(template_name(self.signature.name))
        # A fresh context, not `context.new`: forms render with an engine of their own that has no components.
        return self.compiled.render(
            Context(values, autoescape=context.autoescape, use_l10n=context.use_l10n, use_tz=context.use_tz)
        )


def _is_text(expression: FilterExpression) -> bool:
    """Whether the attribute is a text in quotes, checked when the page is compiled."""
    return isinstance(expression.var, str) and not expression.filters


@register.tag("component")
def component(parser: Parser, token: Token) -> ComponentNode:
    """`{% component "name" attribute=value … %}`, with `{% endcomponent %}` when it declares `content`.

    `as variable` keeps the markup instead of printing it.
    """
    bits = token.split_contents()[1:]
    if not bits or bits[0][0] not in "\"'" or bits[0][0] != bits[0][-1]:
        raise template.TemplateSyntaxError("{% component %} wants the component's name in quotes first.")
    as_name = ""
    if len(bits) >= 2 and bits[-2] == "as":
        as_name = bits[-1]
        bits = bits[:-2]
    signature = signature_of(bits[0][1:-1])
    given: dict[str, FilterExpression] = {}
    for bit in bits[1:]:
        name, equals, value = bit.partition("=")
        if not equals or not name.isidentifier():
            raise template.TemplateSyntaxError(
                f"Component '{signature.name}': '{bit}' is not attribute=value."
            )
        if name in given:
            raise template.TemplateSyntaxError(f"Component '{signature.name}': {name} is given twice.")
        given[name] = parser.compile_filter(value)
    nodelist = None
    fills: set[str] = set()
    if signature.takes_content:
        nodelist = parser.parse(("endcomponent",))
        parser.delete_first_token()
        fills = {node.name for node in nodelist if isinstance(node, FillNode)} | {CONTENT}
        _insist_on_direct_fills(signature.name, nodelist)
    signature.check(set(given) | fills)
    for name, expression in given.items():
        choices = signature.choices_of(name)
        if choices and _is_text(expression) and expression.var not in choices:
            raise template.TemplateSyntaxError(
                f"Component '{signature.name}': {name} is '{expression.var}',"
                f" not one of {', '.join(choices)}."
            )
    return ComponentNode(signature, given, nodelist, as_name)


def _insist_on_direct_fills(name: str, nodelist: NodeList, direct: bool = True) -> None:
    """A part decided by `{% if %}` would be lost without a word: the condition goes inside the part."""
    for node in nodelist:
        if isinstance(node, FillNode) and not direct:
            raise template.TemplateSyntaxError(
                f"Component '{name}': {{% fill \"{node.name}\" %}} stands inside another tag;"
                " put it directly in the component, and the tag inside it."
            )
        # The fills of a component inside this one are its own, and were looked at when it was compiled.
        if not isinstance(node, ComponentNode):
            for inside in (getattr(node, one, None) for one in (*node.child_nodelists, "nodelist")):
                if inside:
                    _insist_on_direct_fills(name, inside, direct=False)


@register.tag("fill")
def fill(parser: Parser, token: Token) -> FillNode:
    """`{% fill "actions" %}…{% endfill %}`: a named part of the component around it."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise template.TemplateSyntaxError('{% fill "name" %} wants one name in quotes.')
    nodelist = parser.parse(("endfill",))
    parser.delete_first_token()
    return FillNode(bits[1].strip("\"'"), nodelist)


@register.simple_tag
def shown_field(field: Any, counter: bool = True, hide_label: bool = False) -> presentation.ShownField:
    """A bound field with the classes and aria links of the design system."""
    return presentation.shown_field(field, counter=counter, hide_label=hide_label)


@register.simple_tag(takes_context=True)
def address(context: Context, **changes: Any) -> str:
    """The current address with some query parameters replaced; None or '' removes one."""
    request = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    encoded = query.urlencode()
    return f"?{encoded}" if encoded else request.path


@register.filter
def file_size(size: int) -> str:
    """Bytes in the unit a person reads."""
    return sentences.file_size(size)


@register.filter
def day_span(days: int) -> str:
    """`oggi`, `domani`, `fra 4 giorni`, `3 giorni fa`."""
    return sentences.day_span(days)


@register.simple_tag
def bars(rows: Any) -> list[tuple[str, str, str]]:
    """For `(label, value)` rows label, value in words and length of each bar: said once for the bar and its table."""
    return [(bar.label, floatformat(bar.value, "-1g"), str(bar.share)) for bar in figures.bars(rows)]


@register.simple_tag
def line(rows: Any, width: int = 640, height: int = 220) -> figures.Line:
    """Geometry of a line chart for `(label, value)` rows."""
    return figures.line(rows, width=width, height=height)


@register.simple_tag
def attribute(name: str, value: Any) -> str:
    """` name="value"` when there is a value, nothing otherwise."""
    if value in (None, "", False):
        return ""
    if value is True:
        return format_html(" {}", name)
    return format_html(' {}="{}"', name, value)


@register.filter
def page_numbers(page: Any) -> list[int | None]:
    """The page numbers worth a link; None stands for a gap."""
    return presentation.page_numbers(page.number, page.paginator.num_pages)


@register.filter
def initials(name: Any) -> str:
    return presentation.initials(str(name))


@register.filter
def file_icon(kind: Any) -> str:
    return presentation.file_icon(str(kind or ""))


@register.filter
def active_label(links: Any) -> str:
    """The label of the active link of a menu."""
    return next((str(link.label) for link in links or () if link.active), "")


@register.filter
def clock_tone(tone: str, days_left: int | None) -> str:
    return presentation.clock_tone(tone, days_left)


@register.filter
def days_late(days_left: int) -> str:
    """`In ritardo di 3 giorni`, for a negative number of days left."""
    return sentences.days_late(days_left)


@register.filter
def days_left_words(days_left: int) -> str:
    """`Mancano 4 giorni`."""
    return sentences.days_left_words(days_left)


@register.filter
def minus(total: int, part: int) -> int:
    return max(total - part, 0)


@register.filter
def day(value: Any) -> str:
    """`2 marzo 2026` / `2 March 2026`."""
    return sentences.day(value)


@register.filter
def iso_day(value: Any) -> str:
    """`2026-03-02`, for the machine's side of a `<time>`."""
    return sentences.iso_day(value)


@register.filter
def numeric_day(value: Any) -> str:
    """`02/03/2026`, for narrow columns."""
    return sentences.numeric_day(value)


@register.filter
def long_day(value: Any) -> str:
    """`mercoledì 1° aprile 2026`."""
    return sentences.long_day(value)


@register.filter
def moment(value: Any) -> str:
    """`2 marzo 2026, 09:41` in the time zone of the office."""
    return sentences.moment(value)


@register.filter
def in_language(url: str) -> str:
    """The address of a public page in the language of this page; others stay as they are."""
    return address_in(language_now(), url)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, object]]:
    """The languages of the office, with the address of this page in each: `code`, `name`, `current`, `url`.

    Where a page has one address, the link remembers the choice and comes back.
    """
    request, spoken = context["request"], language_now()
    here = request.get_full_path()
    remembered = is_remembered(request.path_info)
    return [
        {
            "code": code,
            "name": name,
            "current": code == spoken,
            "url": f"{reverse('design:language', args=[code])}?{urlencode({'next': here})}"
            if remembered
            else address_in(code, here),
        }
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def alternates(context: Context) -> SafeString:
    """For search engines: the whole address of this page in each language; nothing where it has only one."""
    request = context.get("request")
    if request is None or is_remembered(request.path_info):
        return SafeString("")
    pages = [(code, address_in(code, request.path)) for code, _name in settings.LANGUAGES]
    return format_html_join(
        "",
        '<link rel="alternate" hreflang="{}" href="{}{}">',
        (
            (code, settings.SITE_URL, path)
            for code, path in [*pages, ("x-default", address_in(settings.LANGUAGE_CODE, request.path))]
        ),
    )


@register.simple_tag
@cache
def asset(path: str) -> str:
    """`static`, looked up once: the addresses of our files change only with a release."""
    return static(path)


@register.simple_tag
@cache
def sprite() -> str:
    """Address of the icons; it changes only with a release, and a long list asks hundreds of times."""
    return static("svg/sprites.svg")
