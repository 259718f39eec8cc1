"""Where requests come in: each is received whole, within bounds of size and time, before a thread of pages sees it.

It must never let how slowly somebody sends or reads hold what makes pages (docs/decisions/0002).
"""
