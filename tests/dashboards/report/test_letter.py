"""The letter: the same in HTML and in plain text, in the reader's language, with nothing that runs."""

import re

import pytest

from dashboards.report.letter import standing_alone
from service.mail import Letter, message
from service.page.language import language
from tests.dashboards.fakes import HOSTILE, NOTHING, SITE, FakeMetrics
from tests.dashboards.report.weeks import MONDAY, Weeks, letters

UNSUBSCRIBE = "https://k.example/unsubscribe/a.b"


async def written(metrics: FakeMetrics | None = None, language: str = "en") -> Letter:
    return (await letters(metrics or Weeks()).compose(SITE, MONDAY, language))(UNSUBSCRIBE)


async def test_every_number_is_in_both() -> None:
    letter = await written()
    html = re.sub(r"<[^>]+>", " ", letter.html)
    for number in (
        "2,468",
        "1,974",
        "1 min 23 s",
        "21.4%",
        "25.0%",
        "24,691",
        "6,913",
        "19.74",
        "800",
        "3.0%",
    ):
        assert number in html
        assert number in letter.text


async def test_subject_names_site_and_days() -> None:
    assert (await written()).subject == "Weekly report: The Herald & Sons, 10–16 Nov 2025"


async def test_each_picture_is_shown_once_and_described() -> None:
    letter = await written()
    shown = re.findall(r'<img src="cid:([^"]+)" alt="([^"]+)"', letter.html)
    assert shown == [(picture.name, picture.alt) for picture in letter.pictures]
    assert [picture.name for picture in letter.pictures] == ["views", "block-rate", "revenue"]


async def test_nothing_of_a_strangers_runs() -> None:
    letter = await written()
    assert HOSTILE not in letter.html
    assert "javascript:" not in re.sub(r">[^<]*<", "><", letter.html)
    assert "<script" not in letter.html


async def test_links_lead_home() -> None:
    letter = await written()
    links = re.findall(r'href="([^"]+)"', letter.html)
    assert {link.partition("/s/")[0] for link in links if link != UNSUBSCRIBE} == {"https://k.example"}
    assert UNSUBSCRIBE in links
    assert UNSUBSCRIBE in letter.text.splitlines()


async def test_the_readers_language_and_no_one_elses() -> None:
    before = language()
    letter = await written(language="uk")
    assert '<html lang="uk">' in letter.html
    assert "2\u00a0468" in letter.html
    assert language() == before


@pytest.mark.parametrize("language", ["en", "uk"])
async def test_a_week_without_views(language: str) -> None:
    letter = await written(Weeks(NOTHING), language)
    assert letter.pictures == ()
    assert "<table width" not in letter.html


async def test_stands_alone() -> None:
    html = standing_alone(await written())
    assert "cid:" not in html
    assert html.count('src="data:image/png;base64,') == 3


async def test_travels() -> None:
    assert (
        len(message(await written(), "k@k.example", "a@b.example", "1").as_bytes()) < 102_400
    )  # Gmail clips more
