"""The demo's reports are of its own articles, and come into every state."""

from collections import Counter
from pathlib import Path

import pytest

from service.catalog.catalog import Catalog
from service.catalog.corrections import READERS, STATES
from service.catalog.sites import Site
from service.demo import newsroom
from service.demo.article import HOUR_MS, DemoArticle
from service.demo.corrections import text_of, write_corrections
from service.demo.reports import CASES, HOSTILE, Case

NOW_MS = 1_795_500_000_000


def articles() -> dict[str, DemoArticle]:
    return {article.path.rpartition("/")[2]: article for article in newsroom.articles(NOW_MS)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.slug}-{case.told[0].exact}"[:60])
def test_a_case_is_of_its_article(case: Case) -> None:
    article = articles()[case.slug]
    text = text_of(article, case)
    assert [told.exact for told in case.told if told.exact not in text] == []
    age_h = (NOW_MS - article.published_at) / HOUR_MS
    hours = [told.hours for told in case.told]
    assert hours == sorted(hours, reverse=True)
    assert hours[0] < age_h
    assert case.hours < hours[-1] or case.state == "new"


@pytest.mark.parametrize("case", [case for case in CASES if case.state == "fixed"], ids=lambda case: case.was)
def test_what_was_mended_is_mended(case: Case) -> None:
    text = " ".join(block.text for block in articles()[case.slug].body)
    assert case.was not in text
    assert case.now in text


async def test_all_of_it_is_kept(tmp_path: Path) -> None:
    catalog = await Catalog.open(tmp_path)
    await catalog.add_site(Site(key="demo", name="Demo", origins=("https://demo.example",)))
    editor = await catalog.add_person("ed@demo.example", "", "editor")
    await write_corrections(catalog, "demo", articles(), editor, NOW_MS)
    found = await catalog.corrections("demo", STATES, 1_000)
    states = Counter(one.state for one in found)
    assert len(found) == len(CASES)
    assert set(states) == set(STATES)
    assert sum(one.reports for one in found) == sum(len(case.told) for case in CASES)
    assert {one.fixed_by for one in found if one.state == "fixed"} == {READERS, editor.email}
    assert all(one.first_at <= one.state_at <= NOW_MS for one in found)
    assert (await catalog.desk("demo")).on
    texts = [report.comment for one in found for report in await catalog.reports(one.id, 9)]
    assert HOSTILE in texts
    await catalog.close()
