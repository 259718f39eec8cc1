"""The numbers of the recurrence rule, each with its source."""

from __future__ import annotations

# Circular of the Minister for public administration 2/2017, point 8.2: "più di tre volte" = at least four.
THRESHOLD = 4

# A mixed signal needs requests of at least two persons (domain.md B, soft flag); our design, not the
# circular.
SOFT_PERSONS = 2

# "Nell'arco di un anno": read as rolling and inclusive of the anniversary (domain.md, open point 8). The
# stricter
# reading, which leaves the anniversary out, is a setting of the coordinator passed as `strict=True`.
STRICT_YEAR = False
