"""Typed text as filing knows it: the house's cleaning under the names the rules of filing use."""

from pasocial.cleaning import address as clean_address
from pasocial.cleaning import has_forbidden_characters
from pasocial.cleaning import many_lines as clean_text
from pasocial.cleaning import one_line as clean_line

__all__ = ["clean_address", "clean_line", "clean_text", "has_forbidden_characters"]
