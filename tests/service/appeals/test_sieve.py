"""The sieve finds of many conditions at once what each finds by itself."""

from hypothesis import given
from hypothesis import strategies as st

from service.appeals.conditions import compile, problems  # noqa: A004
from service.appeals.facts import facts
from service.appeals.reader import Reader
from service.appeals.sieve import Sieve
from service.catalog.rule import Condition
from tests.service.appeals.readers import NOW_MS, kept, reader, when
from tests.service.appeals.samples import conditions, readers


@given(st.lists(conditions, max_size=12), readers)
def test_many_conditions_at_once_are_as_each_by_itself(told: list[Condition], who: Reader) -> None:
    sieve, known = Sieve(told), facts(who, NOW_MS)
    held = sieve.held(known)
    assert [bool(held & sieve.bits([one])) for one in told] == [compile(one).holds(known) for one in told]


@given(st.lists(conditions, max_size=12))
def test_each_different_condition_has_a_bit_of_its_own(told: list[Condition]) -> None:
    assert Sieve(told).bits(told).bit_count() == len(set(told))


@given(conditions)
def test_the_samples_have_no_problems(condition: Condition) -> None:
    assert problems(condition) == []


def test_a_value_named_by_several_conditions() -> None:
    told = [
        when("section", "is", "Sport"),
        when("section", "is_not", "sport"),
        when("section", "is_not", "Art"),
    ]
    sieve = Sieve(told)
    held = sieve.held(facts(reader(memory=kept()), NOW_MS))
    assert [bool(held & sieve.bits([one])) for one in told] == [True, False, True]
