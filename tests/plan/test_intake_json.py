"""A reading is the same after it was kept."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.plan.reading.as_json import action_from_json, from_json, to_json
from goldenthread.plan.reading.values import (
    PlanReading,
    Problem,
    ProblemCode,
    ReadAction,
    ReadFinding,
    ReadHeader,
    ReadPriority,
    ReadRating,
    ReadSource,
    ReadUpdate,
    RefusedRow,
)

texts = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
dates = st.one_of(
    st.builds(PartialDate, texts),
    st.builds(
        PartialDate,
        texts,
        st.sampled_from([Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.YEAR]),
        st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)),
    ),
)
several = st.lists(texts, max_size=3).map(tuple)
pairs = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
actions = st.builds(
    ReadAction,
    key=texts,
    where=texts,
    priority=st.integers(0, 3),
    section=texts,
    aim=texts,
    aim_kind=texts,
    ref=texts,
    wording=texts,
    starts=dates,
    ends=st.lists(dates, max_size=3).map(tuple),
    measure=texts,
    leads=several,
    senior_lead=texts,
    comments=texts,
    updates=st.lists(st.builds(ReadUpdate, texts, st.none() | dates, texts), max_size=3).map(tuple),
    status=texts,
    colour=texts,
    state=texts,
    recurrence=texts,
    is_standing=st.booleans(),
    notes=pairs,
    milestones=st.lists(st.tuples(texts, dates), max_size=2).map(tuple),
    evidence=texts,
    findings=st.lists(st.integers(0, 5), max_size=3).map(tuple),
    aim_group=st.integers(0, 9),
    measure_group=st.none() | st.integers(0, 9),
    cells=st.dictionaries(texts, texts, max_size=3),
    completed=dates,
)
readings = st.builds(
    PlanReading,
    header=st.builds(ReadHeader, name=texts, key=texts, starts=dates, ends=dates, boards=several, other=pairs),
    priorities=st.lists(st.builds(ReadPriority, texts, texts, texts, texts), max_size=2).map(tuple),
    actions=st.lists(actions, max_size=3).map(tuple),
    ratings=st.lists(st.builds(ReadRating, texts, texts, texts, texts), max_size=2).map(tuple),
    sources=st.lists(st.builds(ReadSource, texts, texts, texts), max_size=2).map(tuple),
    findings=st.lists(st.builds(ReadFinding, st.integers(0, 3), texts, texts, texts, texts), max_size=2).map(tuple),
    problems=st.lists(
        st.builds(Problem, st.sampled_from(ProblemCode), texts, texts, st.none() | texts), max_size=2
    ).map(tuple),
    refused=st.lists(st.builds(RefusedRow, texts, texts, texts), max_size=2).map(tuple),
    initials=several,
    column_labels=st.dictionaries(texts, texts, max_size=2),
    snapshot=texts,
    glossary=st.dictionaries(texts, texts, max_size=2),
)


@given(readings)
@settings(derandomize=True, max_examples=40, deadline=None)
def test_a_reading_kept_as_json_is_the_same_reading(reading):
    assert from_json(json.loads(json.dumps(to_json(reading)))) == reading


def test_an_import_from_before_a_field_existed_takes_its_default():
    kept = {"key": "p1-1.1", "where": "line 3", "priority": 0, "aim_group": 0, "is_standing": False, "cells": {}}
    assert action_from_json(kept).ends == ()
