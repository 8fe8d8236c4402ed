"""A page, and the places of its panels."""

from collections.abc import Awaitable, Callable

import msgspec

from dashboards.pages.ask import Ask, Panel


class Place(msgspec.Struct, frozen=True):
    """A panel's place: its name in the URL, heading, defined word, shape, and who answers it.

    Headings are marked by `N_` and translated where they are shown. Shared pages have it where `shared`: not
    what is of other days or views than the page's. People have it who have the `role`, or more.
    """

    name: str
    heading: str
    term: str
    shape: str
    answer: Callable[[Ask], Awaitable[Panel]]
    shared: bool = True
    role: str = "viewer"


class Page(msgspec.Struct, frozen=True):
    """`/s/{site}/{name}`; `group` says where it stands in the navigation, '' nowhere.

    `needs` is a dimension that must be filtered to one value (the article's page: `article`). `choices` are
    what its head offers to choose, besides days and filters. With `stream` it is of right now, and its panels
    come with it. One `under` another stands with it in the navigation, in its place.
    """

    name: str
    heading: str
    places: tuple[Place, ...]
    needs: str = ""
    choices: tuple[str, ...] = ("compare", "grain", "time")
    stream: bool = False
    under: str = ""

    def place(self, name: str) -> Place | None:
        """The place with that name."""
        return next((place for place in self.places if place.name == name), None)
