"""Cases of `bots.reason`: agents as they are seen in the field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.collect.bots import REASONS, reason

_KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"

CRAWLERS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    (
        f"Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) {_KIT} Chrome/126.0.6478.61 Mobile Safari/537.36 "
        "(compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
    ),
    "Googlebot-Image/1.0",
    "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)",
    "GoogleOther",
    "Mediapartners-Google",
    "AdsBot-Google (+http://www.google.com/adsbot.html)",
    f"Mozilla/5.0 {_KIT}; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0",
    f"Mozilla/5.0 (Windows NT 6.1; WOW64) {_KIT} Chrome/116.0 Safari/534+ BingPreview/1.0b",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
    "DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)",
    (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13 "
        "Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)"
    ),
    "Mozilla/5.0 (compatible; SeznamBot/4.0; +http://napoveda.seznam.cz/seznambot-intro/)",
    "Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)",
    f"Mozilla/5.0 {_KIT}; compatible; GPTBot/1.2; +https://openai.com/gptbot",
    f"Mozilla/5.0 {_KIT}; compatible; ChatGPT-User/1.0; +https://openai.com/bot",
    "Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
    f"Mozilla/5.0 {_KIT}; compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot)",
    f"Mozilla/5.0 {_KIT}; compatible; Perplexity-User/1.0",
    "CCBot/2.0 (https://commoncrawl.org/faq/)",
    (
        "Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36 "
        "(compatible; Bytespider; spider-feedback@bytedance.com)"
    ),
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)",
    "Twitterbot/1.0",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23.20.0",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Pinterest/0.2 (+http://www.pinterest.com/)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
    "Mozilla/5.0 (compatible; MJ12bot/v1.4.8; http://mj12bot.com/)",
    "ia_archiver (+http://www.alexa.com/site/help/webmasters; crawler@alexa.com)",
    "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
    "Screaming Frog SEO Spider/20.1",
    "Scrapy/2.11.2 (+https://scrapy.org)",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)",
    f"Mozilla/5.0 (X11; Linux x86_64) {_KIT} HeadlessChrome/126.0 (compatible; PetalBot;+https://x.y)",
]
AUTOMATION = [
    f"Mozilla/5.0 (X11; Linux x86_64) {_KIT} HeadlessChrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1",
    f"Mozilla/5.0 (Linux; Android 11; moto g power (2022)) {_KIT} Chrome/119.0 Mobile Chrome-Lighthouse",
    f"Mozilla/5.0 (X11; Linux x86_64) {_KIT} Chrome/126.0.0.0 Safari/537.36 PTST/240601.1",
    f"Mozilla/5.0 (X11; Linux x86_64) {_KIT} Cypress/13.12.0 Chrome/118.0 Electron/27.3 Safari/537.36",
    "Mozilla/5.0 (linux) AppleWebKit/537.36 (KHTML, like Gecko) jsdom/22.1.0",
]
HTTP_CLIENTS = [
    "curl/8.5.0",
    "Wget/1.21.4",
    "python-requests/2.32.3",
    "python-httpx/0.27.0",
    "Python-urllib/3.12",
    "Python/3.12 aiohttp/3.9.5",
    "Go-http-client/2.0",
    "Java/17.0.11",
    "Apache-HttpClient/4.5.14 (Java/17.0.11)",
    "okhttp/4.12.0",
    "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/AP1A.240505.004)",
    "MyNewsApp/5.1 CFNetwork/1496.0.7 Darwin/23.5.0",
    "axios/1.7.2",
    "node-fetch/3.3.2",
    "node",
    "undici",
    "libwww-perl/6.77",
    "Ruby",
    "GuzzleHttp/7",
    "PostmanRuntime/7.39.0",
    "k6/0.51.0 (https://k6.io/)",
    "ApacheBench/2.3",
    "Deno/1.44.4",
]
BROWSERS = [
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_KIT} Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
    f"Mozilla/5.0 (Linux; Android 9; CUBOT_NOTE_S) {_KIT} Chrome/90.0.4430.91 Mobile Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 11; CUBOT X30) {_KIT} Chrome/90.0.4430.91 Mobile Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 8.1.0; Cubot Power Build/O11019) {_KIT} Chrome/70.0 Mobile Safari/537.36",
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Mobile/15E148 [Pinterest/iOS]"
    ),
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Mobile/21F79 [FBAN/FBIOS;FBAV/468.0.0.40.103;FBDV/iPhone14,5]"
    ),
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "GSA/320.0.640714047 Mobile/15E148 Safari/604.1"
    ),
    f"Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) {_KIT} Chrome/126.0 Mobile Safari/537.36 Flipboard/4.3",
    f"Mozilla/5.0 (Linux; Android 14; SM-S911B) {_KIT} Chrome/126.0 Mobile Safari/537.36 WhatsApp/2.24",
    "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
    "Opera/9.80 (Android; Opera Mini/12.0.1987/37.7327; U; pl) Presto/2.12.423 Version/12.16",
    "\u202e\x00\ud800",
]


@pytest.mark.parametrize(
    ("user_agent", "expected"),
    [
        *((agent, "crawler") for agent in CRAWLERS),
        *((agent, "automation") for agent in AUTOMATION),
        *((agent, "http_client") for agent in HTTP_CLIENTS),
        *((agent, "") for agent in BROWSERS),
        ("", "no_agent"),
        (" \t", "no_agent"),
        ("x" * 512 + "Googlebot", ""),
    ],
)
def test_reason(user_agent: str, expected: str) -> None:
    assert reason(user_agent) == expected


@given(st.text(st.characters(exclude_categories=()), max_size=2_048))
def test_never_raises(user_agent: str) -> None:
    assert reason(user_agent) in {"", *REASONS}
