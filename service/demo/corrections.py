"""Corrections for the demo newsroom: its readers' reports taken, and its desk's work done, as if in time."""

from collections.abc import Mapping

from service.catalog.catalog import Catalog
from service.catalog.intake import Checked, NewCorrection, NewReport
from service.catalog.people import Person
from service.corrections.anchor import LONGEST_SIDE, run
from service.corrections.severity import severity
from service.demo.article import HOUR_MS, DemoArticle
from service.demo.reports import CASES, Case, Told

VERSION = "1"


async def write_corrections(
    catalog: Catalog, site: str, articles: Mapping[str, DemoArticle], editor: Person, now_ms: int
) -> None:
    """Keep the reports on these articles, by slug, and switch the site's corrections on.

    `editor` is whose work the desk's is; `now_ms` (UTC) is from when hours are counted back.
    """
    for place, case in enumerate(CASES):
        number = await _take(catalog, site, articles[case.slug], case, place, now_ms)
        await _work(catalog, site, number, case, editor, now_ms)
    await catalog.put_desk(site, on=True)


def text_of(article: DemoArticle, case: Case) -> str:
    """The article's text as it was when readers reported the case."""
    text = " ".join(block.text for block in article.body)
    return text.replace(case.now, case.was, 1) if case.was else text


async def _take(
    catalog: Catalog, site: str, article: DemoArticle, case: Case, place: int, now_ms: int
) -> int:
    """The number of the correction that the reports make."""
    text, number = text_of(article, case), 0
    for reader, told in enumerate(case.told):
        report = _report(text, told, article.language, f"demo-{place}-{reader}", now_ms)
        first = NewCorrection(
            site=site,
            article=article.path,
            exact=report.exact,
            prefix=report.prefix,
            suffix=report.suffix,
            position=report.position,
            language=article.language,
            **run(report.prefix, report.exact, report.suffix)._asdict(),
        )
        known = await catalog.correction(site, number)
        number, _ = await catalog.take_report(known or first, report)
    return number


def _report(text: str, told: Told, language: str, note: str, now_ms: int) -> NewReport:
    at = text.index(told.exact)
    end = at + len(told.exact)
    prefix = text[max(at - LONGEST_SIDE, 0) : at]
    guess = severity(told.exact, told.suggestion, language, prefix)
    return NewReport(
        note=note,
        at=_ago(now_ms, told.hours),
        exact=told.exact,
        prefix=prefix,
        suffix=text[end : end + LONGEST_SIDE],
        position=at,
        suggestion=told.suggestion,
        comment=told.comment,
        email=told.email,
        language=language,
        version=VERSION,
        severity=guess.value,
        severity_why=guess.why,
        reader=note,
    )


async def _work(catalog: Catalog, site: str, number: int, case: Case, editor: Person, now_ms: int) -> None:
    """What the desk did about it, and the state it came into."""
    at = _ago(now_ms, case.hours)
    if case.mine:
        await catalog.assign(site, [number], editor.id, editor.email, at - HOUR_MS // 6)
    if case.remark:
        await catalog.remark(site, number, case.remark, editor.email, at - HOUR_MS // 12)
    if case.by_itself:
        await catalog.checked(site, [Checked(id=number, before="new", state="fixed")], at)
    elif case.state != "new":
        await catalog.set_state(site, [number], case.state, editor.email, at)


def _ago(now_ms: int, hours: float) -> int:
    return round(now_ms - hours * HOUR_MS)
