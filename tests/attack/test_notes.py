"""10,000 hostile reports: never a 500, bounded tables, an inbox that stays quick and runs nothing."""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from sqlalchemy import func, select

from service.catalog import tables
from service.catalog.catalog import Catalog
from service.catalog.corrections import MOST_OF_ARTICLE, STATES
from service.catalog.intake import MOST_OPEN, MOST_REPORTS
from service.corrections.reasons import STATUS
from service.corrections.throttle import ADDRESS_AT_ONCE, CALM_A_MINUTE, Throttle
from tests.attack.conftest import AGENT, Target
from tests.attack.notes import ALL, SAME, TEXTS, hostile, same
from tests.load.client import Reply, send
from tests.load.server import ORIGIN, SITE
from tests.service.corrections.notes import Service, body, serving
from tests.service.wait import until


class Attacked:
    """What is left after the attack: the service, and every answer by status and reason."""

    def __init__(self, service: Service, answers: Counter[tuple[int, str]]) -> None:
        self.service = service
        self.answers = answers

    async def count(self, table: Any) -> int:
        async with self.service.catalog._reading() as connection:
            return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def attacked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Attacked]:
    async with serving(tmp_path_factory.mktemp("notes")) as service:
        # Time flies, so that limits hide nothing.
        service.throttle = Throttle(0, clock=itertools.count(step=5.0).__next__)
        answers: Counter[tuple[int, str]] = Counter()
        for sent in same():
            answer = await service.send(sent)
            answers[answer.status, answer.reason] += 1
        for sent, how in hostile():
            answer = await service.send(sent, **how)
            answers[answer.status, answer.reason] += 1
        yield Attacked(service, answers)


@pytest.mark.asyncio(loop_scope="module")
class TestTenThousand:
    """After all of them."""

    async def test_every_answer_is_one_of_the_closed_set(self, attacked: Attacked) -> None:
        assert attacked.answers.total() == ALL
        assert {(STATUS[reason], reason) for _, reason in attacked.answers} == set(attacked.answers)
        assert {status for status, _ in attacked.answers} <= {200, 400, 403, 413, 429}
        assert attacked.answers[413, "too_large"] > 0

    async def test_the_same_report_is_one(self, attacked: Attacked) -> None:
        (one,) = await attacked.service.catalog.article_corrections("demo", "/same", 9)
        (report,) = await attacked.service.catalog.reports(one.id, 9)
        assert (one.reports, report.times) == (1, SAME)

    async def test_tables_are_bounded(self, attacked: Attacked) -> None:
        taken = attacked.answers[200, "taken"] + attacked.answers[200, "merged"]
        assert 500 < await attacked.count(tables.report) <= taken
        assert await attacked.count(tables.correction) <= MOST_OPEN
        corrections = await attacked.service.corrections()
        kept = [len(await attacked.service.catalog.reports(one.id, 10_000)) for one in corrections[:50]]
        assert max(kept) <= MOST_REPORTS
        by_article = Counter(one.article for one in corrections)
        looked_at = [
            len(await attacked.service.catalog.open_corrections("demo", path)) for path in by_article
        ]
        assert max(looked_at) <= MOST_OF_ARTICLE

    async def test_alike_reports_are_put_together(self, attacked: Attacked) -> None:
        corrections, reports = await attacked.count(tables.correction), await attacked.count(tables.report)
        assert corrections < reports

    async def test_nothing_is_kept_that_is_no_text(self, attacked: Attacked) -> None:
        for one in await attacked.service.corrections():
            assert "\x00" not in one.exact + one.prefix + one.suffix
            assert 0 < len(one.exact) <= 1_000
            assert max(len(one.prefix), len(one.suffix)) <= 100

    async def test_the_list_is_found_by_an_index(self, attacked: Attacked) -> None:
        correction = tables.correction.c
        of_site = select(correction.id).where(correction.site == "demo", correction.state.in_(STATES))
        of_article = select(correction.id).where(correction.site == "demo", correction.article == "/1")
        for question in (of_site, of_article):
            compiled = question.compile(compile_kwargs={"literal_binds": True})
            async with attacked.service.catalog._reading() as connection:
                plan = str((await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")).all())
            assert "SEARCH correction USING" in plan

    async def test_a_page_is_told_little(self, attacked: Attacked) -> None:
        answer = await attacked.service.ask("site=demo&url=https://www.example.org/1")
        assert len(msgspec.json.decode(answer.body)["open"]) <= 20
        assert len(answer.body) < 4_096

    async def test_the_next_good_report_is_taken(self, attacked: Attacked) -> None:
        answer = await attacked.service.send(body(url="https://www.example.org/good", exact="good words"))
        assert (answer.status, answer.reason) == (200, "taken")


class Page(HTMLParser):
    """What a page would run: scripts in it, handlers, and addresses that are scripts."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"iframe", "object", "embed", "base", "style"} or (tag == "script" and "src" not in given):
            self.runs.append(f"<{tag}>" if given.get("type") != "application/json" else "")
        self.runs += [name for name in given if name.startswith("on") or name == "style"]
        self.runs += [
            value or ""
            for name, value in attrs
            if name in {"href", "src", "action", "formaction", "srcdoc"}
            and (value or "").strip("\x00- ").lower().startswith(("javascript", "vbscript", "data"))
        ]


def note(target: Target, sent: bytes, **headers: str) -> Reply:
    named = {"Origin": ORIGIN, "User-Agent": AGENT} | headers
    return send(target.port, "POST", "/v1/note", sent, named)


def sent(**keys: Any) -> bytes:
    return body(**{"site": SITE, "url": f"{ORIGIN}/a"} | keys)


@pytest.fixture(scope="module")
def on(target: Target) -> Target:
    async def turn_on() -> None:
        catalog = await Catalog.open(Path(target.server.data))
        await catalog.put_desk(SITE, on=True)
        await catalog.close()

    asyncio.run(turn_on())
    asyncio.run(until(lambda: send(target.port, "GET", f"/v1/note?site={SITE}&url={ORIGIN}/").status == 200))
    return target


def test_one_address_sends_a_few(on: Target) -> None:
    answers = [note(on, sent(comment=f"{number}")) for number in range(5 * ADDRESS_AT_ONCE)]
    reasons = Counter(answer.headers["x-kindly"] for answer in answers)
    assert set(reasons) <= {"taken", "merged", "rate"}
    assert reasons.total() - reasons["rate"] <= ADDRESS_AT_ONCE + 1
    assert all("retry-after" in answer.headers for answer in answers if answer.status == 429)


def test_the_inbox_runs_nothing_and_answers(on: Target) -> None:
    """Before the flood: what readers of many addresses send is all taken."""
    for number, text in enumerate(TEXTS[:: max(1, len(TEXTS) // 40)]):
        keys = {
            "exact": text or "x",
            "prefix": text[:100],
            "suggestion": text[:1_000],
            "comment": text[:2_000],
        }
        answer = note(on, sent(**keys), **{"X-Forwarded-For": f"203.0.113.{number}"})
        assert answer.status in {200, 400, 413}, answer.body
    pages = [f"/s/{SITE}/corrections{query}" for query in ("", "?state=all", "/list.csv", "?q=%3Cscript%3E")]
    pages += [f"/s/{SITE}/corrections/{number}" for number in range(1, 20)]
    for path in pages:
        answer = on.get(path)
        assert answer.status in {200, 404}, path
        if b"<html" in answer.body:
            assert [one for one in Page(answer.body).runs if one] == [], path


def test_a_flood_from_everywhere_costs_work(on: Target) -> None:
    answers = [
        note(on, sent(exact=f"word {number}"), **{"X-Forwarded-For": f"198.51.100.{number}"})
        for number in range(2 * CALM_A_MINUTE)
    ]
    reasons = Counter(answer.headers["x-kindly"] for answer in answers)
    assert set(reasons) <= {"taken", "merged", "work"}
    assert reasons["work"] >= CALM_A_MINUTE // 2
    assert "work" in msgspec.json.decode(answers[-1].body)
    on.assert_serves()


@pytest.mark.parametrize("path", ["/v1/note", "/v1/note/check"])
@pytest.mark.parametrize("broken", [b"", b"{", b"\xff", b"[" * 16_000, b"x" * 20_000, b'{"site": "\\ud800"}'])
def test_what_is_no_report_is_refused(on: Target, path: str, broken: bytes) -> None:
    headers = {"Origin": ORIGIN, "User-Agent": AGENT, "X-Forwarded-For": "203.0.113.250"}
    answer = send(on.port, "POST", path, broken, headers)
    assert 400 <= answer.status < 500
    on.assert_serves()


@pytest.mark.parametrize(
    "query",
    ["", "?", "?site", "?site=demo", "?site=%00&url=%00", "?site=demo&url=x", "?%ff=%ff", "?" + "a=1&" * 300,
     "?site=" + "x" * 5_000, f"?site=demo&url={ORIGIN}/%ed%a0%80&lang=%00&c=javascript:alert(1)"],
    ids=lambda query: query[:20],
)  # fmt: skip
def test_no_question_breaks_it(on: Target, query: str) -> None:
    answer = send(on.port, "GET", f"/v1/note{query}", None, {"Origin": ORIGIN})
    assert answer.status < 500
