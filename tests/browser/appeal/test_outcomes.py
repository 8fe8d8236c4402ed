"""What the reader does, what is told of it, and what the device remembers."""

import pytest

from tests.browser.appeal.conftest import (
    CLAIMED,
    DISMISSED,
    HOW,
    REFUTED,
    RENDERED,
    VERIFIED,
    VIEWABLE,
    WAITED,
    WAY,
    Reader,
)
from tests.browser.appeal.pages import FORMS, KEEP, WORDS
from tests.browser.origin import Origin

pytestmark = pytest.mark.browser

DONE, HOW_TO, LATER = "I've allowed ads", "How to allow ads", "Not now"
STATUS = "root.querySelector('[role=status]').textContent"
RELOADED = "performance.getEntriesByType('navigation')[0].type === 'reload'"


def opened(reader: Reader, form: str, **changed: object) -> None:
    reader.open("/")
    reader.ask(form, **changed)
    reader.wait_for(RENDERED)


@pytest.mark.parametrize("form", FORMS)
def test_ads_are_allowed_and_the_page_comes_anew(reader: Reader, form: str) -> None:
    opened(reader, form)
    reader.js("void (found = 'none')")
    reader.press_on(DONE)
    reader.wait_for(CLAIMED, VERIFIED)
    assert reader.within(STATUS) == WORDS["thanks"]
    assert reader.js("localStorage.kindly") == KEEP["allowed"]
    assert not reader.stages() & (REFUTED | DISMISSED)
    reader.until_on_page(RELOADED)
    reader.rest(2_000)
    assert reader.js("told.length") == 0, "a second reload, or a second appeal"


@pytest.mark.parametrize("form", FORMS)
def test_ads_are_still_blocked(reader: Reader, form: str) -> None:
    opened(reader, form)
    reader.press_on(DONE)
    reader.wait_for(CLAIMED, REFUTED)
    assert reader.within(STATUS) == WORDS["still"]
    assert not reader.stages() & VERIFIED
    reader.js("void (found = 'none')")
    reader.press_on(DONE)
    reader.wait_for(VERIFIED)
    assert reader.within(STATUS) == WORDS["thanks"]


def test_nobody_knows(reader: Reader) -> None:
    opened(reader, "dialog")
    reader.js("void (found = 'inconclusive')")
    reader.press_on(DONE)
    reader.until(lambda: reader.within(STATUS) == WORDS["unsure"], "that nothing was found out")
    assert not reader.stages() & (VERIFIED | REFUTED)


def test_thanks_are_not_taken_for_a_refusal(reader: Reader) -> None:
    """Who closes it while the thanks stand has allowed ads."""
    opened(reader, "dialog")
    reader.js("void (found = 'none')")
    reader.press_on(DONE)
    reader.wait_for(VERIFIED)
    reader.window.press("Escape")
    reader.wait_until_gone()
    assert not reader.stages() & DISMISSED
    assert reader.js("localStorage.kindly") == KEEP["allowed"]
    reader.until_on_page(RELOADED)


def test_times_are_of_the_view(reader: Reader) -> None:
    opened(reader, "dialog")
    reader.press_on(HOW_TO)
    reader.wait_for(HOW, VIEWABLE)
    rule, variant, stages, shown, acted = reader.js("told.slice(-1)[0]")
    assert (rule, variant) == (7, 2)
    assert stages & HOW
    assert 0 < shown < acted
    first = reader.js("told[0]")
    assert first == [7, 2, 2, 0, 0]


@pytest.mark.parametrize("memory", ["before", ""])
def test_only_a_device_that_remembers_remembers(reader: Reader, memory: str) -> None:
    reader.open("/", memory=memory)
    reader.ask("dialog")
    reader.wait_for(VIEWABLE)
    assert reader.js("localStorage.kindly || ''") == (KEEP["shown"] if memory else "")
    reader.press_on(LATER)
    reader.wait_until_gone()
    assert reader.js("localStorage.kindly || ''") == (KEEP["dismissed"] if memory else "")


def test_what_is_closed_at_once_was_not_seen(reader: Reader) -> None:
    opened(reader, "dialog")
    reader.press_on(LATER)
    reader.wait_until_gone()
    reader.rest(1_200)
    assert reader.stages() & (DISMISSED | VIEWABLE) == DISMISSED
    assert reader.js("localStorage.kindly") == KEEP["dismissed"]


def test_a_way_on_is_told_of(reader: Reader) -> None:
    opened(reader, "soft_wall")
    reader.js("void document.addEventListener('click', (event) => event.preventDefault())")
    reader.press_on("Subscribe")
    reader.wait_for(WAY)
    assert not reader.stages() & DISMISSED


def test_a_soft_wall_ends_by_itself(reader: Reader) -> None:
    opened(reader, "soft_wall", wait_s=2)
    later = "root.querySelector('[aria-disabled]')"
    assert reader.within(f"{later}.textContent") in {"Read on in 2 s", "Read on in 1 s"}
    reader.js(f"void {later}.click()")
    reader.window.press("Escape")
    reader.rest(200)
    assert not reader.gone()
    reader.wait_until_gone()
    assert reader.stages() & (WAITED | DISMISSED) == WAITED
    assert reader.js("localStorage.kindly") == KEEP["shown"]


def test_a_soft_wall_waits_for_who_reads_the_steps(reader: Reader) -> None:
    opened(reader, "soft_wall", wait_s=2)
    reader.press_on(HOW_TO)
    reader.rest(2_500)
    assert not reader.gone()
    assert not reader.stages() & WAITED
    reader.press_on("Back", dialog=1)
    reader.press_on(LATER)
    reader.wait_until_gone()
    assert reader.stages() & (WAITED | DISMISSED) == DISMISSED


def test_steps_that_do_not_come(reader: Reader, site: Origin) -> None:
    opened(reader, "dialog")
    steps = site.pages.pop("/k/howto.js")
    site.refused.add("www.ferry-bell.test")
    try:
        reader.press_on(HOW_TO)
        reader.until(
            lambda: reader.within("root.lastChild.textContent.includes('could not be loaded')"), "an excuse"
        )
    finally:
        site.refused.clear()
        site.pages["/k/howto.js"] = steps
