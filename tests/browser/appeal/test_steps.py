"""The steps: the likeliest blocker's first, every other to be picked, in the reader's language."""

import pytest

from tests.browser.appeal.conftest import RENDERED, Reader
from tests.browser.appeal.engines import PHONE, ChromiumWindow
from tests.browser.appeal.pages import WORDS

pytestmark = pytest.mark.browser

BLOCKERS = (
    *(
        "uBlock Origin",
        "uBlock Origin Lite",
        "AdBlock",
        "Adblock Plus",
        "AdGuard",
        "Ghostery",
        "Privacy Badger",
    ),
    *("Brave", "Opera", "Microsoft Edge", "Firefox", "Safari", "Pi-hole, DNS or VPN", "Another one"),
)
PICKED = "root.querySelector('select').selectedOptions[0].textContent"
STEPS = "[...root.querySelectorAll('li')].map((one) => one.textContent)"


def opened(reader: Reader, **changed: object) -> None:
    reader.open("/?open", size=PHONE)
    reader.ask("dialog", **changed)
    reader.wait_for(RENDERED)
    reader.js("void root.querySelector('button').click()")
    reader.until(lambda: reader.within("!!root.querySelector('li')"), "the steps")


def test_the_likeliest_blocker_is_shown(reader: Reader) -> None:
    opened(reader)
    assert reader.within(PICKED) == (
        "AdBlock" if isinstance(reader.window, ChromiumWindow) else "uBlock Origin"
    )


def test_every_blocker_has_its_steps(reader: Reader) -> None:
    opened(reader)
    assert (
        tuple(reader.within("[...root.querySelectorAll('option')].map((one) => one.textContent)")) == BLOCKERS
    )
    # Within the dialog, and a reader would have pressed a key for it: such shifts are none.
    reader.js("void (shifts.push = () => 0)")
    seen = set()
    for number in range(len(BLOCKERS)):
        reader.js(f"void (root.querySelector('select').selectedIndex = {number})")
        reader.js("void root.querySelector('select').dispatchEvent(new Event('change'))")
        steps = reader.within(STEPS)
        assert len(steps) == 3
        assert not any("{" in step for step in steps)
        assert steps[2] == "Come back here and press “I've allowed ads”."
        seen.add(tuple(steps))
        drawn = reader.within("[...root.querySelectorAll('svg[aria-hidden=true] rect')].length")
        assert drawn > 8 or BLOCKERS[number] in BLOCKERS[-3:]
    assert len(seen) == len(BLOCKERS)


def test_the_drawing_has_the_sites_colours(reader: Reader) -> None:
    """In attributes, which a strict policy allows."""
    opened(reader)
    assert reader.within("getComputedStyle(root.querySelector('circle')).stroke") == "rgb(26, 95, 180)"


@pytest.mark.parametrize(
    ("spoken", "lang", "which"),
    [
        ("uk", "uk", "Який у вас блокувальник?"),
        ("ar", "en", "Which blocker do you use?"),
    ],
)
def test_languages(reader: Reader, spoken: str, lang: str, which: str) -> None:
    """Where there are no steps in a language they are in English, and marked so."""
    opened(reader, lang=spoken, dir="rtl" if spoken == "ar" else "ltr", words={**WORDS, "lang": spoken})
    assert reader.within("root.querySelector('label').firstChild.data") == which
    assert reader.within("root.querySelector('label').parentNode.lang") == lang
    assert reader.within("getComputedStyle(root.querySelector('label')).direction") == "ltr"
