"""The page that explains the API works in a real browser under our policy, and asks nothing of anybody else."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.browsing import open_browser


@pytest.mark.django_db
def test_page_and_schema_are_served_by_us_alone():
    page = Client().get("/api/docs/")
    assert page.status_code == 200
    policy = page["Content-Security-Policy"]
    assert "'unsafe" not in policy
    assert "script-src 'self';" in policy
    text = page.content.decode()
    assert "<style" not in text
    assert "https://" not in text.replace("https://redazione", "")
    schema = Client().get("/api/schema/", {"format": "json"}, headers={"Accept-Language": "it"})
    assert schema.json()["paths"]["/api/v1/foia/register/"]["get"]["summary"] == "List the public register"


@pytest.mark.browser
@pytest.mark.slow
def test_documentation_opens_an_operation_in_a_real_browser(live_server):
    with open_browser(live_server.url) as page:
        page.goto("/api/docs/")
        page.wait_for_selector(".opblock", timeout=20_000)
        assert page.locator(".opblock").count() > 70
        page.locator("#operations-Register-foia_register_list .opblock-summary-control").click()
        page.wait_for_selector("text=/api/v1/foia/register/")
        assert page.heard == []
