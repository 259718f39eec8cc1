"""Bodies of programs are cleaned as deep as they go; what is seen and wrong is an error of its field."""

import pytest
from django.http import QueryDict
from rest_framework.exceptions import ValidationError

from pasocial.rest.cleaning_bodies import cleaned


def test_every_text_is_cleaned_however_deep() -> None:
    body = {"a\u200b": " x\x00\u202e\r\ny ", "n": 3, "deep": [{"b": "e\u0301"}], "none": None, "yes": True}
    assert cleaned(body) == {"a": "x\ny", "n": 3, "deep": [{"b": "é"}], "none": None, "yes": True}


def test_a_query_is_cleaned_and_keeps_its_lists() -> None:
    assert dict(cleaned(QueryDict("a=1&a=%002%E2%80%8B")).lists()) == {"a": ["1", "2"]}


def test_what_is_seen_and_wrong_is_an_error_of_its_field() -> None:
    with pytest.raises(ValidationError) as refused:
        cleaned({"subject": "Z" + "\u0301" * 12})
    assert list(refused.value.detail) == ["subject"]
