"""The run of words by which later pages know a quote again: the same here and in the tag."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.corrections.anchor import BESIDE, Run, folded, hash_of, run, utf16, words

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "corrections" / "runs.json").read_text("utf-8")
)
LINE = "One two three four five six seven eight nine ten"


@pytest.mark.parametrize("case", CASES, ids=[ascii(case["exact"])[:30] for case in CASES])
def test_the_shared_table(case: dict[str, Any]) -> None:
    assert run(case["prefix"], case["exact"], case["suffix"]) == (case["words"], case["hash"])


@pytest.mark.parametrize("case", CASES, ids=[ascii(case["exact"])[:30] for case in CASES])
def test_the_article_holds_its_run(case: dict[str, Any]) -> None:
    all_words, length = words(case["text"]), case["words"]
    runs = {hash_of(all_words[at : at + length]) for at in range(len(all_words) - length + 1)}
    assert case["hash"] in runs


@pytest.mark.parametrize(
    ("text", "hashed"), [("", "811c9dc5"), ("a", "e40c292c"), ("b", "e70c2de5"), ("foobar", "bf9cf968")]
)
def test_the_hash_is_fnv_1a(text: str, hashed: str) -> None:
    assert hash_of([text] if text else []) == hashed


@pytest.mark.parametrize(
    ("prefix", "exact", "suffix", "expected"),
    [
        ("One two three four ", "five", " six seven eight", "three four five six seven"),
        ("", "One", " two three four", "One two three"),
        ("eight nine ", "ten", "", "eight nine ten"),
        ("One two thr", "e", "e four five six", "One two three four five"),
        ("One two three ", "four five", " six", "two three four five six"),
        ("One ", " two ", " three", "One two three"),
        ("One", "  ", "two three", "One two three"),
        ("", "One", "", "One"),
        # A side of 100 characters is cut anywhere.
        ("x" * 97 + " b ", "four", " five six", "b four five six"),
        ("x" * 95 + " two ", "four", " five " + "y" * 94, "two four five"),
        ("x" * 98 + " " + "f", "our", " five six", "four five six"),
    ],
)
def test_the_words_of_a_run(prefix: str, exact: str, suffix: str, expected: str) -> None:
    assert run(prefix, exact, suffix) == (len(expected.split()), hash_of(expected.split()))


@pytest.mark.parametrize("exact", ["", " ", "\u2003\ufeff"])
def test_no_words_no_run(exact: str) -> None:
    assert run("", exact, "") == Run(0, "811c9dc5")


@given(st.text(max_size=100), st.text(min_size=1, max_size=300), st.text(max_size=100))
def test_a_run_is_never_longer_than_its_words(prefix: str, exact: str, suffix: str) -> None:
    found = run(prefix, exact, suffix)
    assert 0 <= found.words <= len(words(exact)) + 2 + 2 * BESIDE
    assert len(found.hash) == 8


@given(st.integers(0, 9), st.integers(1, 4), st.integers(0, 60))
def test_every_run_is_in_its_article(first: int, count: int, side: int) -> None:
    some = LINE.split()
    before, exact, after = some[:first], some[first : first + count], some[first + count :]
    prefix = "".join(word + " " for word in before)[-side or len(LINE) :]
    # The tag cuts at words.
    prefix = prefix if len(" ".join(before)) < side else prefix.partition(" ")[2]
    suffix = "".join(" " + word for word in after)
    found = run(prefix, " ".join(exact), suffix)
    assert found.hash in {hash_of(some[at : at + found.words]) for at in range(len(some))}


@pytest.mark.parametrize(("text", "length"), [("", 0), ("é", 1), ("𝕏", 2), ("👍🏽", 4)])
def test_utf16(text: str, length: int) -> None:
    assert utf16(text) == length


@pytest.mark.parametrize(
    ("text", "shown"), [("a \n\t b", "a b"), ("\xa0", " "), ("a\x1cb", "a\x1cb"), (" a ", " a ")]
)
def test_white_space_is_folded_as_a_page_does(text: str, shown: str) -> None:
    assert folded(text) == shown
