"""A guest: whatever the page does the reader sees the appeal, and then the page is as it was."""

import base64
import io

import pytest
from pypdf import PdfReader

from tests.browser.appeal.conftest import FAILED, RENDERED, VIEWABLE, Reader
from tests.browser.appeal.engines import ChromiumWindow, FirefoxWindow
from tests.browser.appeal.hostile import HOSTILE
from tests.browser.appeal.pages import FORMS, MODAL, STRICT, article
from tests.browser.origin import Origin, Page

pytestmark = pytest.mark.browser

#: No rule of the page's can hide it. A blocker's can: they are the user's, and stronger, as this one is.
HIDE = "root.adoptedStyleSheets[0].replaceSync(':host { display: none !important }')"
OVERLAYS = ("banner", *MODAL)
#: Whether the host is in front of everything else in the middle of its first button.
ON_TOP = """(() => {
  const { left, top, width, height } = root.querySelector('button').getBoundingClientRect();
  return document.elementFromPoint(left + width / 2, top + height / 2) === host && width > 60 && height >= 24;
})()"""
LOOKS = "(({ color, fontSize }) => [color, fontSize])(getComputedStyle(root.querySelector('h2')))"


@pytest.mark.parametrize("form", ["inline", "banner", "hard_wall"])
@pytest.mark.parametrize("css", HOSTILE)
def test_the_pages_rules_end_at_the_shadow(site: Origin, reader: Reader, form: str, css: str) -> None:
    site.pages["/appeal/hostile.css"] = Page("text/css", HOSTILE[css].encode(), {"Cache-Control": "no-store"})
    site.pages["/hostile"] = article(
        head='<link rel="stylesheet" href="/appeal/hostile.css">', headers=STRICT
    )
    reader.open("/hostile")
    reader.ask(form)
    reader.wait_for(RENDERED)
    reader.js("void root.querySelector('button').scrollIntoView({ block: 'nearest' })")
    reader.rest(350)
    assert reader.within(ON_TOP)
    colour, size = reader.within(LOOKS)
    assert (colour, round(float(size[:-2]), 1)) == ("rgb(26, 26, 26)", 21.6)
    assert not reader.stages() & FAILED


def test_a_note_stands_in_the_texts_column(site: Origin, reader: Reader) -> None:
    site.pages["/appeal/hostile.css"] = Page(
        "text/css", HOSTILE["columns"].encode(), {"Cache-Control": "no-store"}
    )
    site.pages["/hostile"] = article(
        head='<link rel="stylesheet" href="/appeal/hostile.css">', headers=STRICT
    )
    reader.open("/hostile")
    reader.ask("inline")
    reader.wait_for(RENDERED)
    place = "(({{ left, width }}) => [left, width])({}.getBoundingClientRect())"
    assert reader.js(place.format("host")) == reader.js(place.format("document.querySelector('#p3')"))


@pytest.mark.parametrize("form", FORMS)
def test_nothing_stays_behind(reader: Reader, form: str) -> None:
    reader.open("/")
    page = "document.documentElement.outerHTML.replace(/<script src=.*?<\\/script>/g, '')"
    scroll = (
        "[getComputedStyle(document.documentElement).overflow, document.body.getAttribute('style'), scrollY]"
    )
    before = reader.js(f"[{page}, {scroll}]")
    reader.ask(form)
    reader.wait_for(RENDERED)
    reader.js("void (window.view = undefined)")
    reader.wait_until_gone()
    assert reader.js(f"[{page}, {scroll}]") == before


@pytest.mark.parametrize("form", FORMS)
def test_a_change_of_route_takes_it_away(reader: Reader, form: str) -> None:
    """The page goes first, as with frameworks; the tag notices a moment later. It is nobody's fault."""
    reader.open("/")
    reader.ask(form)
    reader.wait_for(RENDERED)
    reader.js("void (document.querySelector('article').remove(), host.remove())")
    reader.rest(700)
    reader.js("void (window.view = undefined)")
    reader.rest(1_500)
    assert reader.gone()
    assert not reader.stages() & FAILED
    reader.js("void document.querySelector('footer a').focus()")
    assert reader.focused() == "<About us>", "the page is inert"
    # The article's end moved what followed it: that was the test.
    reader.js("void (shifts.length = 0)")


@pytest.mark.parametrize("form", OVERLAYS)
def test_a_route_that_changes_before_the_trigger(reader: Reader, form: str) -> None:
    reader.open("/")
    reader.ask(form, trigger={"kind": "engaged", "value": 5})
    reader.rest(400)
    reader.js("void (window.view = undefined)")
    reader.rest(400)
    reader.js("void (window.view = { t: Date.now(), e: 9e6 })")
    reader.rest(400)
    assert reader.js("window.host === undefined")
    assert reader.stages() == 0


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("act", ["host.remove()", HIDE])
def test_who_takes_it_away_may(reader: Reader, form: str, act: str) -> None:
    """A blocker that hides it is told of once, nothing comes again, and no inert page stays behind."""
    reader.open("/")
    reader.ask(form)
    reader.wait_for(RENDERED)
    reader.js(f"void {act}")
    reader.wait_for(FAILED)
    reader.rest(600)
    assert reader.gone()
    assert reader.js("[...document.querySelectorAll('body > div, article > div')].length") == 0
    reader.js("void document.querySelector('footer a').focus()")
    assert reader.focused() == "<About us>"


@pytest.mark.parametrize("form", FORMS)
def test_an_engine_that_cannot_show_it_says_so(reader: Reader, form: str) -> None:
    reader.open("/")
    reader.js("void (window.CSSStyleSheet = undefined)")
    reader.ask(form)
    reader.wait_for(FAILED)
    assert reader.gone()


@pytest.mark.parametrize("form", FORMS)
def test_paper_shows_the_text_alone(reader: Reader, form: str) -> None:
    """What is drawn on each sheet is to the last stroke what is drawn without an appeal."""
    reader.open("/?open")
    before = _printed(reader)
    reader.ask(form)
    reader.wait_for(RENDERED)
    assert _printed(reader) == before
    reader.wait_for(VIEWABLE) if form != "inline" else reader.rest(300)
    assert not reader.stages() & FAILED


def _printed(reader: Reader) -> list[bytes]:
    """What is drawn on each sheet; the file around it holds the time of printing."""
    window = reader.window
    if isinstance(window, ChromiumWindow):
        file = window.page.pdf()
    else:
        assert isinstance(window, FirefoxWindow)
        file = base64.b64decode(window.browser.tell("browsingContext.print", context=window.context)["data"])
    sheets = [sheet.get_contents() for sheet in PdfReader(io.BytesIO(file)).pages]
    return [contents.get_data() for contents in sheets if contents]


def test_a_note_moves_nothing_that_is_seen(reader: Reader) -> None:
    """While the text's foot is in the window nothing is put there; below the window it may grow."""
    reader.open("/")
    reader.js("void scrollTo(0, document.body.scrollHeight - innerHeight - 60)")
    reader.rest(300)
    reader.ask("inline")
    reader.rest(700)
    assert reader.gone()
    reader.js("void scrollTo(0, 0)")
    reader.wait_for(RENDERED)
    assert reader.js("document.querySelector('article').lastChild === host")


def test_a_note_of_a_short_text_stands_at_the_pages_end(reader: Reader) -> None:
    reader.open("/short")
    reader.ask("inline")
    reader.wait_for(RENDERED)
    assert reader.js("document.body.lastChild === host")


@pytest.mark.parametrize("form", ["soft_wall", "hard_wall"])
def test_a_wall_covers_the_text_and_leaves_its_beginning(reader: Reader, form: str) -> None:
    """However far the reader scrolls; the text stays in the page."""
    reader.open("/")
    reader.ask(form)
    reader.wait_for(RENDERED)
    top = "parseFloat(root.firstChild.style.getPropertyValue('--y'))"
    text = "document.querySelector('article').getBoundingClientRect().top"
    card = "root.firstChild.firstChild.getBoundingClientRect().top"
    assert reader.js("document.querySelectorAll('article p').length") == 25
    assert reader.within(top) == pytest.approx(min(reader.js(text) + 320, reader.within(card)), abs=1)
    reader.js("void scrollTo(0, 600)")
    reader.rest(300)
    assert reader.within(top) == pytest.approx(reader.js(text) + 320, abs=1)
    assert reader.within(top) < 0
