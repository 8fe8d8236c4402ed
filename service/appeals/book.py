"""The live rules as the hot path knows them: compiled, in memory, at most two seconds behind the catalog."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from service.appeals.ruleset import Ruleset
from service.catalog.rule import Policy, Rule
from service.catalog.sites import Site

_Source = tuple[tuple[Rule, ...], Policy, str]


class RuleBook:
    """Looks the live rules of a site up; `load` reads those of all sites, `sites` tells which there are."""

    def __init__(
        self, load: Callable[[], Awaitable[Mapping[str, Sequence[Rule]]]], sites: Callable[[], Sequence[Site]]
    ) -> None:
        self._load = load
        self._sites = sites
        self._sources: dict[str, _Source] = {}
        self._rulesets: dict[str, Ruleset] = {}

    async def refresh(self) -> None:
        """Read the catalog again; only what has changed is compiled."""
        live = await self._load()
        sources: dict[str, _Source] = {
            site.key: (tuple(live[site.key]), site.policy, site.timezone)
            for site in self._sites()
            if live.get(site.key)
        }
        self._rulesets = {
            key: self._rulesets[key] if self._sources.get(key) == source else Ruleset(*source)
            for key, source in sources.items()
        }
        self._sources = sources

    def of(self, site: str) -> Ruleset | None:
        """The live rules of a site; None where it has none."""
        return self._rulesets.get(site)
