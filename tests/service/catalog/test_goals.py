"""Goals: what may be one, and that there is one of a metric and period."""

import math

import pytest

from service.catalog.catalog import Catalog
from service.catalog.errors import CatalogError
from service.catalog.goals import METRICS, check_goal
from service.catalog.sites import Site
from service.metrics.query import METRICS as ALL_METRICS

ANN = "ann@daily.example"


async def told(catalog: Catalog, site: str = "daily") -> list[tuple[str, str, float]]:
    return [(goal.metric, goal.per, goal.target) for goal in await catalog.goals(site)]


async def test_they_stand_by_metric_and_the_day_first(catalog: Catalog) -> None:
    for metric, per, target in (("block_rate", "day", 0.2), ("views", "month", 9e5), ("views", "day", 3e4)):
        await catalog.set_goal("daily", metric, per, target, ANN)
    assert await told(catalog) == [("views", "day", 3e4), ("views", "month", 9e5), ("block_rate", "day", 0.2)]


async def test_a_goal_set_again_takes_the_place_of_the_first(catalog: Catalog) -> None:
    await catalog.set_goal("daily", "views", "day", 1, "first@daily.example")
    await catalog.set_goal("daily", "views", "day", 2, ANN)
    (goal,) = await catalog.goals("daily")
    assert (goal.target, goal.person) == (2, ANN)


async def test_a_goal_belongs_to_its_site(catalog: Catalog) -> None:
    await catalog.add_site(Site(key="other", name="Other", origins=("https://other.example",)))
    await catalog.set_goal("other", "views", "day", 1, ANN)
    (goal,) = await catalog.goals("other")
    await catalog.remove_goal("daily", goal.id)
    assert (await told(catalog), await told(catalog, "other")) == ([], [("views", "day", 1)])
    await catalog.remove_goal("other", goal.id)
    assert await told(catalog, "other") == []


async def test_a_site_that_is_not_there(catalog: Catalog) -> None:
    with pytest.raises(CatalogError, match="no site with the key 'nowhere'"):
        await catalog.set_goal("nowhere", "views", "day", 1, ANN)


@pytest.mark.parametrize(
    ("metric", "per", "target", "problem"),
    [
        ("scroll_pct", "day", 1, "a goal's metric is 'scroll_pct'"),
        ("views", "week", 1, "per 'week'"),
        ("views", "day", 0, "over 0"),
        ("views", "day", -1, "over 0"),
        ("views", "day", math.nan, "over 0"),
        ("views", "day", math.inf, "over 0"),
        ("read_rate", "day", 1.01, "at most 1"),
        ("engaged_s", "day", 86_401, "at most 86400"),
    ],
)
def test_what_is_no_goal(metric: str, per: str, target: float, problem: str) -> None:
    with pytest.raises(CatalogError, match=problem):
        check_goal(metric, per, target)


@pytest.mark.parametrize("metric", METRICS)
def test_every_goal_is_of_a_metric_that_there_is(metric: str) -> None:
    assert metric in ALL_METRICS
    check_goal(metric, "month", METRICS[metric])
