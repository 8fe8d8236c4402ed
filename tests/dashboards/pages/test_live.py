from dashboards.dates import preset
from dashboards.pages.live import live
from tests.dashboards.fakes import TODAY, FakeMetrics, ask


async def test_what_happens_right_now() -> None:
    shown = (await live(ask(FakeMetrics(), preset("7d", TODAY)))).context
    assert (shown["reading"], shown["base"]) == ("12", "7 views begun in the last 30 minutes")
    assert (shown["table"].rows[0], shown["table"].rows[-1]) == (("30 min ago", "0"), ("1 min ago", "7"))
    assert shown["articles"][0] == ("/a", "https://news.test/a", "5")
