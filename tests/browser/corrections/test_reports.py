"""A reader marks a mistake and says what is wrong: the newsroom has it, in the right place."""

import re

import pytest

from tests.browser.appeal.engines import FirefoxWindow
from tests.browser.corrections.conftest import Reporter
from tests.browser.corrections.desk import Desk
from tests.browser.corrections.pages import MEASURING, MISTAKE, PRIVATE, TABLE, article, page
from tests.browser.firefox import firefox
from tests.browser.newsroom import HOST
from tests.browser.origin import Origin

pytestmark = pytest.mark.browser


def test_a_mistake_is_reported(reporter: Reporter) -> None:
    reporter.open()
    reporter.ask("midle")
    assert reporter.js("dialog().querySelector('mark').textContent") == "midle"
    shown = str(reporter.js("dialog().querySelector('blockquote').textContent"))
    assert shown.startswith("Its chain parted in the midle of the river")
    reporter.send("middle", "One d is missing.")
    found = reporter.desk.arrived(reporter.path)
    (report,) = reporter.desk.reports(found.id)
    assert (found.exact, report.suggestion, report.comment) == ("midle", "middle", "One d is missing.")
    assert found.prefix.endswith("parted in the ")
    assert found.suffix.startswith(" of the river")
    reporter.says("The newsroom has it")


def test_a_place_is_found_after_an_edit_elsewhere(reporter: Reporter) -> None:
    reporter.open()
    reporter.report("midle", "middle")
    before = reporter.desk.arrived(reporter.path)
    edited = MISTAKE.replace("at seven", "at a quarter past seven, in the dark")
    reporter.open(article("<p>Corrected at noon.</p><p>Again at one.</p>" + edited))
    reporter.report("midle", "middle", "Still there.")
    after = reporter.desk.arrived(reporter.path)
    comments = [report.comment for report in reporter.desk.reports(after.id)]
    assert (after.id, after.exact, sorted(comments)) == (before.id, "midle", ["", "Still there."])


def test_a_blocker_hides_nothing(site: Origin, desk: Desk) -> None:
    """Firefox with uBlock Origin and its own lists."""
    site.pages["/live"] = page("<p>Lists load.</p>", head="", headers={})
    with firefox(site.port, ublock_on=f"http://{HOST}/live") as browser:
        reporter = Reporter(FirefoxWindow(browser), site, desk, "with-ublock")
        reporter.open()
        reporter.report("midle", "middle")
        assert desk.arrived(reporter.path).exact == "midle"


def test_it_needs_no_measuring(reporter: Reporter) -> None:
    """`data-only="notes"`: no beacon leaves."""
    reporter.open()
    reporter.report("midle", "middle")
    assert reporter.site.beacons(reporter.path) == []


def test_a_private_reader_may_report(reporter: Reporter) -> None:
    """With Global Privacy Control on; what is kept of the report has no pseudonym."""
    reporter.open(article(head=PRIVATE))
    reporter.report("midle", "middle")
    assert reporter.desk.arrived(reporter.path).exact == "midle"
    assert reporter.js("navigator.globalPrivacyControl") is True


def test_the_service_switches_it_on(reporter: Reporter) -> None:
    """Without a word on the tag: the answer to a view's first beacon says so."""
    reporter.open(article(head=MEASURING))
    reporter.report("midle", "middle")
    assert reporter.desk.arrived(reporter.path).exact == "midle"


def test_the_keyboard_is_enough(reporter: Reporter) -> None:
    reporter.open()
    reporter.choose("midle")
    reporter.js("void caption().focus()")
    reporter.window.press("Enter")
    reporter.until("!!dialog()")
    reporter.js("void (fields()[0].value = 'middle')")
    labels = []
    for _ in range(3):
        reporter.window.press("Tab")
        labels.append(reporter.js("dialog().getRootNode().activeElement.textContent || 'field'"))
    assert labels == ["field", "field", "Send"]
    reporter.window.press("Enter")
    reporter.says("The newsroom has it")
    reporter.window.press("Escape")
    reporter.until("!dialog()")
    assert reporter.js("String(getSelection())") == "midle"


def test_without_a_selection_it_says_how(reporter: Reporter) -> None:
    reporter.open()
    reporter.js("void getSelection().removeAllRanges()")
    reporter.js("void caption().focus()")
    reporter.window.press("Enter")
    reporter.until("voice().textContent.length > 10")
    assert reporter.js("dialog()") is None


def test_what_a_dead_line_held_up_is_sent_later(reporter: Reporter) -> None:
    reporter.open()
    reporter.ask("midle")
    reporter.site.refused.add(HOST)
    try:
        reporter.send("middle")
        reporter.until("!!localStorage['kindly.note'] && !pressed('Send')")
        assert reporter.desk.corrections(reporter.path) == []
    finally:
        reporter.site.refused.discard(HOST)
    reporter.js("void dispatchEvent(new Event('online'))")
    reporter.wait(lambda: reporter.desk.corrections(reporter.path), "sent later")
    reporter.until("!localStorage['kindly.note']")


def test_nothing_said_is_not_sent(reporter: Reporter) -> None:
    reporter.open()
    reporter.ask("midle")
    reporter.send()
    reporter.until("status_().length > 10")
    assert reporter.desk.corrections(reporter.path) == []


@pytest.mark.parametrize(
    ("text", "first", "last", "exact"),
    [
        (MISTAKE, "chain", "midle", "chain parted in the midle"),
        (MISTAKE, "deepest", "214 people", "deepest, and 214 people"),
        (MISTAKE + "<p>Later, the bell rang.</p>", "Nobody was", "Later", "Nobody was hurt. Later"),
        (f"<p>In figures:</p>{TABLE}", "2024", "3", "2024 3"),
    ],
    ids=["inline", "link", "paragraphs", "table"],
)
def test_across_elements(reporter: Reporter, text: str, first: str, last: str, exact: str) -> None:
    reporter.open(article(text))
    reporter.ask(first, last)
    reporter.send(comment="Is this right?")
    assert reporter.desk.arrived(reporter.path).exact == exact


def test_too_much_is_not_taken(reporter: Reporter) -> None:
    """50 KB are selected: the reader hears to select less."""
    reporter.open(article(MISTAKE, after=150))
    reporter.js("void getSelection().selectAllChildren(document.querySelector('article'))")
    assert reporter.js("String(getSelection()).length") > 45_000
    reporter.window.press("Control+Enter")
    reporter.until("!!dialog() && status_().length > 10")
    assert reporter.js("fields().length") == 0


@pytest.mark.parametrize("words", ["About us", "Ferry & Bell"])
def test_outside_the_article_it_is_silent(reporter: Reporter, words: str) -> None:
    reporter.open()
    reporter.choose(words)
    reporter.window.press("Control+Enter")
    reporter.window.press("Shift")
    assert reporter.js("dialog()") is None


def test_who_writes_keeps_the_key(reporter: Reporter) -> None:
    reporter.open(article(MISTAKE + "<p><textarea>midle ages</textarea></p>"))
    reporter.choose("midle")
    reporter.js("void document.querySelector('textarea').focus()")
    reporter.window.press("Control+Enter")
    assert reporter.js("dialog()") is None


def test_a_change_of_route_takes_the_line_along(reporter: Reporter) -> None:
    """A report made after it is of the new article."""
    reporter.open()
    other = MISTAKE.replace("midle", "mittle")
    # The page itself moves everything.
    reporter.js("void (shifts.push = () => 0)")
    reporter.js(
        f"(history.pushState(0, '', '{reporter.path}-next'), "
        f"void (document.querySelector('article').innerHTML = {other * 3!r}))"
    )
    reporter.until("captions().length === 1 && !!caption()")
    reporter.report("mittle", "middle")
    assert reporter.desk.arrived(f"{reporter.path}-next").exact == "mittle"


def test_reports_carry_no_mark_up(reporter: Reporter) -> None:
    text = "<p>It said &lt;img src=x onerror=alert(1)&gt; for an hour, and nobody minded at all that day.</p>"
    reporter.open(article(text))
    reporter.ask("<img src=x onerror=alert(1)>")
    assert reporter.js("dialog().querySelectorAll('img').length") == 0
    reporter.send("nothing")
    assert re.search("<img src=x", reporter.desk.arrived(reporter.path).exact)
