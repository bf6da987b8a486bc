"""Marks by which a page says that it is not free."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake.paywall import is_paywalled


def block(json: str, kind: str = 'type="application/ld+json"') -> str:
    return f"<html><head><script {kind}>{json}</script></head></html>"


@pytest.mark.parametrize(
    "json",
    [
        '{"isAccessibleForFree": false}',
        '{"isAccessibleForFree": "False"}',
        '{"isAccessibleForFree": "http://schema.org/False"}',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "isAccessibleForFree": "false"}]}',
        '[{"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".paywall"}}]',
    ],
)
def test_a_page_that_says_so_is_paywalled(json: str) -> None:
    assert is_paywalled(block(json))
    assert is_paywalled("<p>İ</p>" + block("{broken") + block(json))


@pytest.mark.parametrize(
    "markup",
    [
        block('{"isAccessibleForFree": true}'),
        block('{"isAccessibleForFree": "True"}'),
        block('{"headline": "isAccessibleForFree: false"}'),
        block('{"isAccessibleForFree": false}', kind='type="text/plain"'),
        block('{"isAccessibleForFree": false'),
        block("[" * 50_000),
        '<script type="application/ld+json">{"isAccessibleForFree": false}',
        "application/ld+json",
        "",
    ],
    ids=range(9),
)
def test_a_page_that_does_not_say_so_is_not(markup: str) -> None:
    assert not is_paywalled(markup)


def test_a_hostile_page_costs_one_look_at_each_letter() -> None:
    assert not is_paywalled("application/ld+json>" * 200_000)
    assert not is_paywalled("<script type=application/ld+json>{</script>" * 50_000)


@given(st.text())
def test_any_text_is_answered(markup: str) -> None:
    assert is_paywalled(block(markup)) in (True, False)
