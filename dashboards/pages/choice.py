"""A choice that one panel offers, kept in the page's address."""

from collections.abc import Sequence

import msgspec

from dashboards.pages.ask import Ask, Panel
from dashboards.pages.own import with_own


class Choice(msgspec.Struct, frozen=True):
    """A value in the address, and its words."""

    value: str
    words: str


def choices(
    ask: Ask, panel: Panel, name: str, heading: str, offered: Sequence[Choice], here: str, place: str
) -> Panel:
    """The panel, with links that lead to the panel at `place` of the same page by another value.

    `heading` is marked by `N_`; it tells who cannot see the links what is chosen.
    """
    links = [(one.words, _address(ask, name, one.value, place), one.value == here) for one in offered]
    if ask.shared:
        links = []
    return msgspec.structs.replace(panel, context={"choice": heading, "choices": links, **panel.context})


def _address(ask: Ask, name: str, value: str, place: str) -> str:
    return ask.url(shown=with_own(ask.shown, **{name: value})) + f"#panel-{place}"
