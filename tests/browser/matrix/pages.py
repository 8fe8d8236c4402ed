"""Article pages as publishers make them: a tag, ads of a network, a tracker, a policy."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.browser.origin import Page, html

#: Not localhost: filter lists make exceptions for it.
HOST = "www.ferry-bell.test"
SUB_DOMAIN = "k.ferry-bell.test"
#: An ad host that Privacy Badger lets through, one that it refuses, and a tracker that it refuses.
ADSENSE = "pagead2.googlesyndication.com"
GPT = "securepubads.g.doubleclick.net"
TRACKER = "sb.scorecardresearch.com"

SITE = "matrix"
#: Neither inline scripts nor anything of another host, but for those named in it.
_POLICY = "default-src 'self'{}; object-src 'none'; base-uri 'none'"

_TEXT = (
    "<p>The ferry's chain parted at noon in the middle of the river, and forty people had time to talk.</p>"
)

#: What the hosts of ads and trackers answer; a filled slot has an ad in it.
NETWORKS: Mapping[str, Page] = {
    f"{ADSENSE}/pagead/js/adsbygoogle.js": Page(
        "text/javascript",
        b"""(window.adsbygoogle = window.adsbygoogle || []).loaded = true;
addEventListener('DOMContentLoaded', () => document.querySelectorAll('ins.adsbygoogle').forEach((slot) => {
  const ad = document.createElement('iframe');
  ad.width = 300; ad.height = 250;
  slot.append(ad);
}));""",
    ),
    f"{GPT}/tag/js/gpt.js": Page(
        "text/javascript",
        b"""window.googletag = Object.assign(window.googletag || {}, { apiReady: true, pubadsReady: true });
(googletag.cmd || []).forEach((run) => run());""",
    ),
    f"{TRACKER}/beacon.js": Page("text/javascript", b"window.COMSCORE = { beacon() {} };"),
}


@dataclass(frozen=True)
class Kind:
    """How a page differs from the plain one: a tag from the site itself, with AdSense and a tracker."""

    script_host: str = HOST
    ads: str = ADSENSE
    more_ads: str = ""
    policy: str = ""
    consent: str = "notice"
    framed: bool = False


KINDS: Mapping[str, Kind] = {
    "site": Kind(),
    "sub-domain": Kind(script_host=SUB_DOMAIN),
    "other ads": Kind(ads=GPT),
    "no ads": Kind(ads=""),
    "iframe": Kind(framed=True),
    "hidden": Kind(),
    "policy": Kind(policy=_POLICY.format("")),
    "policy, sub-domain": Kind(script_host=SUB_DOMAIN, policy=_POLICY.format(f" http://{SUB_DOMAIN}")),
    "Save-Data": Kind(),
    "policy without images": Kind(policy=f"{_POLICY.format('')}; img-src 'none'"),
    "one ad host down": Kind(more_ads=GPT),
    "slow": Kind(),
    "offline": Kind(consent="required"),
}


def article(kind: Kind, port: str = "") -> Page:
    """The page, for a browser that finds every host at that port (`:8080`, or nothing for a proxy's)."""
    page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Ferry chain parts mid-river</title><meta property="og:type" content="article">
<link rel="icon" href="data:,">
{_network(kind, port)}
<script defer src="http://{kind.script_host}{port}/k.js" data-site="{SITE}"
  data-consent="{kind.consent}" {_hosts(kind, port)}></script>
</head><body><article><h1>Ferry chain parts mid-river</h1>
{_TEXT * 12}{_SLOTS[kind.ads]}</article></body></html>"""
    return html(page, {"Content-Security-Policy": kind.policy} if kind.policy else None)


def frame(address: str) -> Page:
    """A page that shows another one, as a reader app does."""
    return html(
        f"""<!doctype html><title>Reader</title><link rel="icon" href="data:,">
<iframe src="{address}" width="800" height="600"></iframe>"""
    )


_SLOTS = {
    ADSENSE: '<ins class="adsbygoogle" data-ad-client="ca-pub-1" data-ad-slot="1"></ins>',
    GPT: '<div id="div-gpt-ad-1"></div>',
    "": "",
}
_SCRIPTS = {ADSENSE: "pagead/js/adsbygoogle.js?client=ca-pub-1", GPT: "tag/js/gpt.js"}


def _hosts(kind: Kind, port: str) -> str:
    if not kind.ads:
        return ""
    ads = " ".join(f"http://{host}{port}" for host in (kind.ads, kind.more_ads) if host)
    return f'data-ad-hosts="{ads}" data-tracker-hosts="http://{TRACKER}{port}"'


def _network(kind: Kind, port: str) -> str:
    """The scripts of the ad network and of the tracker."""
    if not kind.ads:
        return ""
    return f"""<script async src="http://{kind.ads}{port}/{_SCRIPTS[kind.ads]}"></script>
<script async src="http://{TRACKER}{port}/beacon.js"></script>"""
