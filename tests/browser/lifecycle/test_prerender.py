"""A page that is prerendered does nothing that anybody could notice until it is shown."""

import pytest

from tests.browser.chromium import started_chromium
from tests.browser.newsroom import HOST, Newsroom
from tests.browser.origin import Origin, html
from tests.browser.pages import article, text

pytestmark = pytest.mark.browser
READING_MS = 50
TARGET = "/prerender/article"
#: Browsers that are driven prerender nothing: this page clicks by itself, after a while.
LINK = f"""<!doctype html><link rel="icon" href="data:,"><a href="{TARGET}">Read</a>
<script type="speculationrules">{{"prerender": [{{"urls": ["{TARGET}"], "eagerness": "immediate"}}]}}</script>
<script>setTimeout(async () => {{
  await fetch("/prerender/clicked");
  document.querySelector("a").click();
}}, 3500)</script>"""


def test_nothing_leaves_before_the_page_is_shown(site: Origin, news: Newsroom) -> None:
    site.pages["/prerender/link"] = html(LINK)
    site.pages["/prerender/clicked"] = html("")
    site.pages[TARGET] = article(text(100, 3000))
    before = len(site.asked())
    secure = f"--unsafely-treat-insecure-origin-as-secure=http://{HOST}"
    with started_chromium(site.port, secure, news.url("/prerender/link")):
        beacon = site.wait_for_beacon(TARGET)
    asked = site.asked()[before:]
    clicked = next(one.at for one in asked if one.path == "/prerender/clicked")
    (target,) = [one for one in asked if one.path == TARGET]
    assert target.headers["Sec-Purpose"].startswith("prefetch;prerender")
    early = {one.path.partition("?")[0] for one in asked if one.at < clicked and one.host == HOST}
    assert early == {"/prerender/link", TARGET, "/k.js"}
    assert beacon["h"] == "prerender"
    (sent,) = site.sent(TARGET)[:1]
    shown_ms = (sent.at - clicked) * 1000
    # The page reads its two clocks one after the other.
    assert beacon["e"] <= beacon["f"] <= beacon["w"] - beacon["t"] + READING_MS
    assert beacon["w"] - beacon["t"] <= shown_ms
