"""Pages in Ukrainian: what of them is still said in Latin letters."""

import contextlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from service.page.language import language, speak

#: Names of things that are called the same in every language.
NAMES = (
    "Kindly CPM JavaScript WordPress Next.js Content-Security-Policy GPC Do Not Track TCF GPP HTTPS "
    "ISO GIF PNG JPEG WebP AVIF EUR UAH UA PL DE Firefox Linux"
)
_NOT_SAID = {"code", "pre", "script", "style", "bdi", "textarea", "datalist"}
_SAID = {"alt", "aria-label", "placeholder", "title", "data-head", "data-copied", "data-unsaved"}
_NO_WORDS = re.compile(r"\S+@\S+|\S*://\S*|\S+\.(?:md|test|example|org|net)\S*|#[0-9a-f]{6}\b")
_WORD = re.compile(r"[A-Za-z][A-Za-z.-]*[A-Za-z]")


@contextlib.contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Speaks a language inside, as the service does while it answers who asks for it."""
    before = language()
    speak(wanted)
    try:
        yield
    finally:
        speak(before)


def latin(page: str, *names: str) -> set[str]:
    """The words in Latin letters that a page says to people, but for `names` and those of NAMES.

    Left out are code, foreign text and addresses.
    """
    reader = _Said()
    reader.feed(page)
    known = {word for name in (NAMES, *names) for word in name.split()}
    return {word for text in reader.said for word in _WORD.findall(_NO_WORDS.sub("", text))} - known


class _Said(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_SAID:
            self._inside.append(tag)
        self.said += [value or "" for name, value in attrs if name in _SAID]

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_SAID:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.said.append(data)
