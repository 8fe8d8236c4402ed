"""The dialog as people get it: no fault that a machine can see, nothing wider than the window."""

import pytest

from tests.browser.appeal.engines import PHONE, WIDE
from tests.browser.corrections.conftest import Reporter
from tests.browser.corrections.pages import MISTAKE, article

pytestmark = pytest.mark.browser
AXE = """Promise.all(dialog().getRootNode().getAnimations().map(({ finished }) => finished))
.then(() => axe.run(document, { resultTypes: ['violations'] })).then(({ violations, passes }) => [
  violations.map(({ id, nodes }) => [id, nodes.map(({ failureSummary }) => failureSummary)]),
  passes.some(({ nodes }) => nodes.some(({ target }) => Array.isArray(target[0]))),
])"""
WIDER = """[document.documentElement, ...dialog().querySelectorAll('*')]
  .filter(({ clientWidth, scrollWidth }) => clientWidth && scrollWidth > clientWidth)
  .map((one) => one.tagName)"""
ARABIC = MISTAKE.replace("The last ferry left the quay at seven.", "غادرت العبارة الأخيرة الرصيف في السابعة.")


def faultless(reporter: Reporter) -> None:
    """With its dialog open, on a page asked for with `?open`: axe sees into open shadows only."""
    reporter.ask("midle")
    violations, saw_within = reporter.js(AXE)
    assert violations == []
    assert saw_within
    assert reporter.js(WIDER) == []
    assert reporter.js("getComputedStyle(dialog()).direction") == reporter.js("dialog().dir")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("right", [False, True], ids=["ltr", "rtl"])
def test_nothing_is_wrong_with_it(reporter: Reporter, right: bool, size: tuple[int, int]) -> None:
    text = article(ARABIC, lang="ar", direction="rtl") if right else article()
    reporter.open(text, size, query="?open")
    faultless(reporter)


def test_the_pages_rules_end_at_the_shadow(reporter: Reporter) -> None:
    """A page that hides and colours everything."""
    reporter.open()
    reporter.js("void (shifts.push = () => 0)")
    reporter.js(
        "(window.hostile = new CSSStyleSheet(), hostile.replaceSync('button, dialog, p, div * "
        "{ display: none !important; color: red !important }'), "
        "void document.adoptedStyleSheets.push(hostile))"
    )
    reporter.ask("midle")
    assert int(str(reporter.js("pressed('Send').offsetHeight"))) > 20
    reporter.js("void (document.adoptedStyleSheets = [])")


def test_paper_shows_the_text_alone(reporter: Reporter) -> None:
    reporter.open()
    assert int(str(reporter.js("captions()[0].getRootNode().host.offsetHeight"))) > 10
    rules = reporter.js(
        "[...captions()[0].getRootNode().adoptedStyleSheets[0].cssRules].map((one) => one.cssText)"
    )
    assert isinstance(rules, list)
    assert any(rule.startswith("@media print") and "display: none" in rule for rule in rules)
