"""Reads the plain text of a table block into rows and cells."""

from django import template

register = template.Library()


@register.filter
def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@register.filter
def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
