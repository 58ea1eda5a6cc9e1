"""The page of rules is what the code states."""

from functools import cache

from goldenthread.home.rules import FILE, Stated, rules_page, stated_rules


@cache
def collected() -> list[Stated]:
    """Every rule, read once: to parse all sources takes its time."""
    return list(stated_rules())


def test_the_collection_finds_a_rule_that_we_know():
    assert ("plan/rating", "check_reopen") in {(rule.place, rule.name) for rule in collected()}


def test_the_page_of_rules_is_up_to_date():
    assert FILE.read_text(encoding="utf-8") == rules_page(), "Run ./run rules."


def test_every_source_says_something():
    assert [rule for rule in collected() if len(rule.source) < 10 or len(rule.fact) < 10] == []
