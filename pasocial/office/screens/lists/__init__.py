"""List pages from a declaration: columns, views, filters, search, order, acts on many rows, downloads.

A desk writes a class (`pages.DeskList`, or `pages.ListPage` for the public): what its columns, filters and views are
called, which rows match and how a row reads. The room does the rest, alike on every list.
"""
