from dashboards.dates import preset
from dashboards.pages.campaigns import campaigns
from dashboards.pages.referrers import MOST_ROWS
from tests.dashboards.fakes import NOTHING, TODAY, FakeMetrics, ask
from tests.dashboards.risers import Risers
from tests.dashboards.shelf import asking

WEEK = preset("7d", TODAY)


async def test_views_without_any_tag_are_no_campaign() -> None:
    panel = await campaigns(ask(FakeMetrics(), WEEK))
    assert [rank.about for rank in panel.context["ranks"]] == ["letter · email", "a"]


async def test_a_link_without_a_campaign_is_told_by_its_source() -> None:
    panel = await campaigns(ask(FakeMetrics(), WEEK))
    assert panel.table
    assert panel.table.rows[1][:3] == ("no name", "a", "")


async def test_a_row_leads_to_the_views_with_all_its_tags() -> None:
    panel = await campaigns(ask(FakeMetrics(), WEEK))
    assert panel.context["ranks"][1].href == "/s/herald/overview?range=7d&f=is%3Autm_source%3Aa"


async def test_without_campaigns_there_is_nothing_to_show() -> None:
    assert (await campaigns(ask(FakeMetrics(NOTHING), WEEK))).context["ranks"] == []


async def test_a_riser_has_the_views_it_had() -> None:
    metrics = Risers("utm_campaign", "utm_source", "utm_medium", many=MOST_ROWS + 5)
    panel = await campaigns(asking(metrics, compare="previous"))
    assert panel.table
    assert (panel.table.rows[0][0], panel.table.rows[0][-1]) == ("riser", 7)
