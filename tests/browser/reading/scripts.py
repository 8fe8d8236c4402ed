"""Scripts for readers, at most fifteen seconds each; a script's name is also its page's."""

from collections.abc import Callable

from tests.browser.reading.reader import Reader

Script = Callable[[Reader], None]


def steadily(reader: Reader) -> None:
    """From the first line to the last."""
    reader.scroll(250, times=14, pause=0.7)
    reader.rest(1.5)


def half(reader: Reader) -> None:
    """Skim to the middle, and away."""
    reader.scroll(270, times=3, pause=0.5)
    reader.rest(1.5)


def pause(reader: Reader) -> None:
    """Look away from the screen for twelve seconds, of which five still count."""
    reader.scroll(200, times=2, pause=0.5)
    reader.rest(12)
    reader.scroll(200, times=2, pause=0.5)


def idle(reader: Reader) -> None:
    """Open the page and do nothing; a player without sound that started itself is no act either."""
    reader.rest(9)


def bursts(reader: Reader) -> None:
    """Read in bursts, with another tab in between."""
    for _ in range(3):
        reader.scroll(250, times=2, pause=0.7)
        reader.hide(3)
    reader.rest(1)


def blurred(reader: Reader) -> None:
    """Work in another window while the page stands beside it."""
    for _ in range(2):
        reader.scroll(250, times=2, pause=0.7)
        reader.blur(3)
    reader.scroll(250)


def keyboard(reader: Reader) -> None:
    """With the keyboard alone; fast to the end, so finished and not read."""
    for key in ("ArrowDown", "Space", "PageDown", "ArrowDown", "PageDown", "End"):
        reader.press(key)
    reader.rest(7)


def touch(reader: Reader) -> None:
    """With a finger, then moving a mouse."""
    for _ in range(3):
        reader.swipe(400)
    for x in (100, 200, 300):
        reader.point(x, 400)
    reader.rest(6)


def media(reader: Reader) -> None:
    """Listen without touching anything: for as long as it plays, and five seconds after."""
    reader.rest(1)
    reader.play(7)
    reader.rest(6)


def growing(reader: Reader) -> None:
    """A page that grows while it is read."""
    reader.scroll(350, times=18, pause=0.5)
    reader.rest(1)


def up_and_down(reader: Reader) -> None:
    """Down, up and down again on a page with a masthead above the article and comments below."""
    reader.scroll(450, times=5, pause=0.5)
    reader.scroll(-450, times=5, pause=0.5)
    reader.scroll(300, times=2, pause=0.5)


SCRIPTS: dict[str, Script] = {
    script.__name__: script
    for script in (
        steadily,
        half,
        pause,
        idle,
        bursts,
        blurred,
        keyboard,
        touch,
        media,
        growing,
        up_and_down,
    )
}
