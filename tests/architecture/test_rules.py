"""The page of rules is what the code states."""

from goldenthread.home.rules import FILE, rules_page, stated_rules


def test_the_collection_finds_a_rule_that_we_know():
    assert ("plan/rating", "check_reopen") in {(rule.place, rule.name) for rule in stated_rules()}


def test_the_page_of_rules_is_up_to_date():
    assert FILE.read_text(encoding="utf-8") == rules_page(), "Run ./run rules."


def test_every_source_says_something():
    assert [rule for rule in stated_rules() if len(rule.source) < 10 or len(rule.fact) < 10] == []
