"""Lists come in pages, with links in the body and in the `Link` header (RFC 8288)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response


class Pages(PageNumberPagination):
    """`page` and `page_size` (at most 100). The answer says how many rows and pages there are."""

    page_size = 25
    max_page_size = 100
    page_size_query_param = "page_size"
    page_query_description = "Page to read, from 1."
    page_size_query_description = "Rows a page, at most 100."
    invalid_page_message: Any = _("Questa pagina non c'è: comincia dalla 1.")

    def get_paginated_response(self, data: Any) -> Response:
        assert self.page is not None
        links = {"next": self.get_next_link(), "previous": self.get_previous_link()}
        relations = {"next": "next", "previous": "prev"}
        header = ", ".join(f'<{url}>; rel="{relations[name]}"' for name, url in links.items() if url)
        return Response(
            {
                "count": self.page.paginator.count,
                "page": self.page.number,
                "pages": self.page.paginator.num_pages,
                **links,
                "results": data,
            },
            headers={"Link": header} if header else {},
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri", "example": None}
        number = {"type": "integer", "example": 1}
        return {
            "type": "object",
            "required": ["count", "page", "pages", "next", "previous", "results"],
            "properties": {
                "count": number,
                "page": number,
                "pages": number,
                "next": link,
                "previous": link,
                "results": schema,
            },
        }
