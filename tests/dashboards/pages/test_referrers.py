from dashboards.dates import preset
from dashboards.pages.referrers import MOST_ROWS, referrers
from tests.dashboards.fakes import TODAY, FakeMetrics, ask
from tests.dashboards.risers import Risers
from tests.dashboards.shelf import asking


async def test_hosts_are_asked_for_without_views_that_no_page_led_to() -> None:
    metrics = FakeMetrics()
    await referrers(ask(metrics, preset("7d", TODAY)))
    (asked,) = [query for query in metrics.asked if query.dimensions]
    assert (asked.filters, asked.limit) == ((("is_not", "referrer", ("",)),), MOST_ROWS)


async def test_the_base_is_all_views() -> None:
    panel = await referrers(ask(FakeMetrics(), preset("7d", TODAY)))
    assert panel.context["base"] == "1,234 of 1,234 views were led here by a page that the browser told"


async def test_hosts_are_one_line_of_text() -> None:
    ranks = (await referrers(ask(FakeMetrics(), preset("7d", TODAY)))).context["ranks"]
    assert ranks[0].name == "news.test"
    assert len(ranks[1].name) <= 80


async def test_a_riser_has_the_views_it_had() -> None:
    metrics = Risers("referrer", many=MOST_ROWS + 5)
    panel = await referrers(asking(metrics, compare="previous"))
    assert panel.table
    assert (panel.table.rows[0][0], panel.table.rows[0][-1]) == ("riser", 7)
