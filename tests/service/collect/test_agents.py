"""Cases of `agents.parse`: agents as they are seen in the field."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.collect.agents import DEVICES, Agent, parse

_KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
_IPAD = "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
_MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
_WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_KIT}"
_WEBVIEW = f"Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) {_KIT} Version/4.0"
_PIXEL = f"Mozilla/5.0 (Linux; Android 14; Pixel 8) {_KIT}"

DESKTOP = {
    f"{_WINDOWS} Chrome/126.0.0.0 Safari/537.36": Agent("desktop", "Chrome", 126, "Windows"),
    f"{_WINDOWS} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0": Agent("desktop", "Edge", 126, "Windows"),
    f"{_WINDOWS} Chrome/124.0.0.0 Safari/537.36 OPR/110.0.0.0": Agent("desktop", "Opera", 110, "Windows"),
    f"{_WINDOWS} Chrome/126.0 Safari/537.36 Vivaldi/6.8": Agent("desktop", "Vivaldi", 6, "Windows"),
    f"{_MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15": Agent(
        "desktop", "Safari", 17, "macOS"
    ),
    f"{_MAC} {_KIT} Chrome/126.0.0.0 Safari/537.36": Agent("desktop", "Chrome", 126, "macOS"),
    "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0": Agent(
        "desktop", "Firefox", 127, "Linux"
    ),
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0": Agent(
        "desktop", "Firefox", 127, "Linux"
    ),
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {_KIT} Chrome/126.0.0.0 Safari/537.36": Agent(
        "desktop", "Chrome", 126, "ChromeOS"
    ),
    "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; Tablet PC 2.0; rv:11.0) like Gecko": Agent(
        "desktop", "Internet Explorer", 11, "Windows"
    ),
}
PHONES = {
    f"Mozilla/5.0 (Linux; Android 10; K) {_KIT} Chrome/126.0.0.0 Mobile Safari/537.36": Agent(
        "phone", "Chrome", 126, "Android"
    ),
    "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0": Agent(
        "phone", "Firefox", 127, "Android"
    ),
    f"{_PIXEL} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36": Agent(
        "phone", "Samsung Internet", 25, "Android"
    ),
    f"{_PIXEL} Chrome/124.0.0.0 Mobile Safari/537.36 OPR/82.0.0.0": Agent("phone", "Opera", 82, "Android"),
    f"{_PIXEL} Chrome/126.0.0.0 Mobile Safari/537.36 EdgA/126.0.0.0": Agent("phone", "Edge", 126, "Android"),
    "Opera/9.80 (Android; Opera Mini/12.0.1987/37.7327; U; pl) Presto/2.12.423 Version/12.16": Agent(
        "phone", "Opera Mini", 12, "Android"
    ),
    f"Mozilla/5.0 (Linux; Android 14) {_KIT} Chrome/126.0 Mobile DuckDuckGo/5 Safari/537.36": Agent(
        "phone", "DuckDuckGo", 5, "Android"
    ),
    f"{_IPHONE} Version/17.5 Mobile/15E148 Safari/604.1": Agent("phone", "Safari", 17, "iOS"),
    f"{_IPHONE} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1": Agent("phone", "Chrome", 126, "iOS"),
    f"{_IPHONE} FxiOS/127.0 Mobile/15E148 Safari/605.1.15": Agent("phone", "Firefox", 127, "iOS"),
    f"{_IPHONE} Version/17.0 EdgiOS/126.0.2592.56 Mobile/15E148 Safari/605.1.15": Agent(
        "phone", "Edge", 126, "iOS"
    ),
}
IN_APP = {
    f"{_IPHONE} Mobile/21F79 [FBAN/FBIOS;FBAV/468.0.0.40.103;FBDV/iPhone14,5;FBSN/iOS;FBSV/17.5]": Agent(
        "phone", "Facebook", 468, "iOS"
    ),
    f"{_WEBVIEW} Chrome/125.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/467.1.0.52.83;]": Agent(
        "phone", "Facebook", 467, "Android"
    ),
    f"{_IPHONE} Mobile/15E148 Instagram 334.0.4.29.98 (iPhone15,2; iOS 17_5; uk_UA; uk)": Agent(
        "phone", "Instagram", 334, "iOS"
    ),
    f"{_IPHONE} GSA/320.0.640714047 Mobile/15E148 Safari/604.1": Agent("phone", "Google App", 320, "iOS"),
    f"{_WEBVIEW} Chrome/126.0 Mobile Safari/537.36": Agent("phone", "Android Webview", 126, "Android"),
    f"{_IPHONE} Mobile/15E148": Agent("phone", "Safari (in-app)", 0, "iOS"),
}
TABLETS = {
    f"{_IPAD} Version/17.5 Mobile/15E148 Safari/604.1": Agent("tablet", "Safari", 17, "iOS"),
    f"{_IPAD} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1": Agent("tablet", "Chrome", 126, "iOS"),
    f"Mozilla/5.0 (Linux; Android 13; SM-X700) {_KIT} Chrome/126.0.0.0 Safari/537.36": Agent(
        "tablet", "Chrome", 126, "Android"
    ),
    f"{_WEBVIEW} Chrome/126.0.0.0 Safari/537.36": Agent("tablet", "Android Webview", 126, "Android"),
    "Mozilla/5.0 (Android 14; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0": Agent(
        "tablet", "Firefox", 127, "Android"
    ),
    f"Mozilla/5.0 (Linux; Android 11; KFTRWI) {_KIT} Silk/126.2 like Chrome/126.0 Safari/537.36": Agent(
        "tablet", "Amazon Silk", 126, "Android"
    ),
}
TVS_AND_OTHERS = {
    f"Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) {_KIT} Version/7.0 TV Safari/537.36 SamsungBrowser/3.2": Agent(
        "tv", "Samsung Internet", 3, "Tizen"
    ),
    f"Mozilla/5.0 (Web0S; Linux/SmartTV) {_KIT} Chrome/94.0.4606.128 Safari/537.36 WebAppManager": Agent(
        "tv", "Chrome", 94, "webOS"
    ),
    f"Mozilla/5.0 (Linux; Android 9; AFTKA) {_KIT} Silk/120.1 like Chrome/120.0 Safari/537.36": Agent(
        "tv", "Amazon Silk", 120, "Android"
    ),
    f"Mozilla/5.0 (Linux; Android 10; BRAVIA 4K UR2) {_KIT} Chrome/120.0 Safari/537.36": Agent(
        "tv", "Chrome", 120, "Android"
    ),
    "Mozilla/5.0 (PlayStation; PlayStation 5/7.61) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.4 "
    "Safari/605.1.15": Agent("other", "Safari", 16, ""),
    "": Agent("other", "", 0, ""),
    "curl/8.5.0": Agent("other", "curl", 8, ""),
}
HOSTILE = {
    "\u00b2/\u00b2 Firefox/\u00b2": Agent("other", "", 0, ""),
    "Firefox/99999999999.0": Agent("other", "Firefox", 0, ""),
    "Firefox/" + "9" * 5_000: Agent("other", "", 0, ""),
    "\x00\ud800\u202e": Agent("other", "", 0, ""),
    "x" * 512 + " Firefox/127.0": Agent("other", "", 0, ""),
}


@pytest.mark.parametrize(
    ("user_agent", "agent"), [*(DESKTOP | PHONES | IN_APP | TABLETS | TVS_AND_OTHERS | HOSTILE).items()]
)
def test_parse(user_agent: str, agent: Agent) -> None:
    assert parse(user_agent) == agent


# An agent the cache has not seen takes a millisecond or more, hence fewer of them and no deadline.
@settings(max_examples=50, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), max_size=2_048),
    st.sampled_from(
        [
            "{}",
            "Mozilla/5.0 (Linux; Android 9; {}) Chrome/1",
            "{}/5.0 (Windows NT 10.0) Firefox/{}",
            "Opera/{}",
        ]
    ),
)
def test_never_raises_and_is_bounded(text: str, around: str) -> None:
    agent = parse(around.replace("{}", text))
    assert agent.device in DEVICES
    assert 0 <= agent.browser_major <= 32_767
    assert max(len(agent.browser), len(agent.os)) <= 40
    assert (agent.browser + agent.os).isprintable()
