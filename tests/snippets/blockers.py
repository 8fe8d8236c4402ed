"""What blockers make of a name: uBlock Origin and AdGuard by their own engines, Brave's by uBlock's lists."""

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import adblock

PAGE = "https://www.publisher-abc.com/2026/05/a-story"
#: Those of Debian's uBlock Origin package.
LISTS = Path("/usr/share/chromium/extensions/ublock-origin/assets")
_BRAVES = (
    "thirdparties/easylist/easylist.txt",
    "thirdparties/easylist/easyprivacy.txt",
    "ublock/filters.min.txt",
    "ublock/privacy.min.txt",
    "ublock/unbreak.min.txt",
    "ublock/quick-fixes.min.txt",
    "ublock/badware.min.txt",
)
_BRAVES_KINDS = {"beacon": "ping", "sub_frame": "subdocument"}
_TOOLS = Path(__file__).parent / "lists"


class Blocker(Protocol):
    """One engine with its lists. An answer is the rules that match, so that a failing test names them."""

    def blocked(self, url: str, kind: str) -> str:
        """The rule that blocks the request from PAGE, or ''."""

    def touched(self, element: str) -> list[str]:
        """The selectors that touch an element with this `.class`, `#id` or `[attribute]` on any page."""

    def named(self, word: str, /) -> list[str]:
        """The rules that stop or rewrite this global or stored key."""


class Questions(NamedTuple):
    """Everything that will be asked: the lists take seconds to read, so they are read once."""

    requests: Sequence[tuple[str, str]]
    elements: Sequence[str]
    words: Sequence[str]


class Answered:
    """uBlock's or AdGuard's answers, found in one run of `lists/match.mjs`."""

    def __init__(self, questions: Questions, answers: dict[str, Any]) -> None:
        self.rules: int = answers["rules"]
        self._requests = dict(zip(questions.requests, answers["requests"], strict=True))
        self._elements = dict(zip(questions.elements, answers["elements"], strict=True))
        self._words = dict(zip(questions.words, answers["words"], strict=True))

    def blocked(self, url: str, kind: str) -> str:
        return str(self._requests[url, kind])

    def touched(self, element: str) -> list[str]:
        return list(self._elements[element])

    def named(self, word: str) -> list[str]:
        return list(self._words[word])


class Brave:
    """Brave's engine; of attributes and stored words it tells nothing."""

    def __init__(self) -> None:
        rules = adblock.FilterSet(debug=True)
        for name in _BRAVES:
            rules.add_filter_list((LISTS / name).read_text("utf-8"))
        self._engine = adblock.Engine(rules)
        self._shown = self._engine.url_cosmetic_resources(PAGE).exceptions

    def blocked(self, url: str, kind: str) -> str:
        found = self._engine.check_network_urls(url, PAGE, _BRAVES_KINDS.get(kind, kind))
        return str(found.filter or "a rule") if found.matched else ""

    def touched(self, element: str) -> list[str]:
        name = element[1:]
        if element[0] not in ".#":
            return []
        classes, ids = ([name], []) if element[0] == "." else ([], [name])
        return sorted(self._engine.hidden_class_id_selectors(classes, ids, self._shown))

    def named(self, _word: str) -> list[str]:
        return []


def missing() -> str:
    """What has to be installed before anybody can be asked; '' when nothing is."""
    if not all((LISTS / name).is_file() for name in _BRAVES):
        return "apt-get install --no-install-recommends webext-ublock-origin-chromium"
    if not (_TOOLS / "node_modules").is_dir():
        return "cd tests/snippets/lists && npm ci --ignore-scripts"
    return ""


def ask(
    requests: Iterable[tuple[str, str]], elements: Iterable[str], words: Iterable[str]
) -> dict[str, Blocker]:
    """Every blocker by its name, asked all of this."""
    questions = Questions(list(requests), list(elements), list(words))
    asked = {"lists": str(LISTS), "page": PAGE, **questions._asdict()}
    told = subprocess.run(
        ["node", _TOOLS / "match.mjs"], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise RuntimeError(f"match.mjs failed:\n{told.stderr}")
    answers = {name: Answered(questions, found) for name, found in json.loads(told.stdout).items()}
    return {**answers, "brave": Brave()}
