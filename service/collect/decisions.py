"""The newest decisions of each site: what the page that explains them shows.

In memory alone and bounded; a restart forgets them. A decision holds what its reader's device sent and
nothing that says who they are; readers with GPC or DNT, and crawlers, are never decided about.
"""

from collections import OrderedDict
from typing import NamedTuple

from service.appeals.decide import Decision
from service.appeals.reader import Reader
from service.appeals.ruleset import Ruleset

MOST_SITES = 100
MOST_VIEWS = 200


class Decided(NamedTuple):
    """What was decided of a view (its id), when (UTC ms), for whom, and by which rules: those live then."""

    view: str
    at_ms: int
    reader: Reader
    rules: Ruleset
    decision: Decision


class Decisions:
    """The last 200 views of a site that were decided about; of a view that was again, the last time."""

    def __init__(self) -> None:
        self._sites: OrderedDict[str, OrderedDict[str, Decided]] = OrderedDict()

    def note(self, site: str, decided: Decided) -> None:
        """Keep a decision. On the hot path: it keeps references and works nothing out, in about 1 µs."""
        views = self._sites.get(site)
        if views is None:
            views = self._sites[site] = OrderedDict()
            if len(self._sites) > MOST_SITES:
                self._sites.popitem(last=False)
        else:
            self._sites.move_to_end(site)
        views[decided.view] = decided
        views.move_to_end(decided.view)
        if len(views) > MOST_VIEWS:
            views.popitem(last=False)

    def of(self, site: str) -> list[Decided]:
        """A site's decisions, the newest first."""
        return list(reversed(self._sites.get(site, OrderedDict[str, Decided]()).values()))

    def find(self, site: str, view: str) -> Decided | None:
        """The decision about a view, while it is one of the last."""
        return self._sites.get(site, OrderedDict[str, Decided]()).get(view)
