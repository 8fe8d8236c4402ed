"""Bots: agents that say themselves that nobody is reading.

Only what an agent declares counts; one that passes for a browser is not found here, and must not be: guessing
from behaviour would drop readers. The views are kept and marked, so that the marks can be judged later.
"""

import re
from functools import lru_cache

#: Reasons that `reason` gives, besides ''.
REASONS = ("crawler", "automation", "http_client", "no_agent")
LONGEST_AGENT = 512

#: "bot" ends a word, or is one (Googlebot, bot.html, bots), but not in the phones by Cubot.
#: A "+http" address is the custom by which crawlers say where they are explained.
_CRAWLER = re.compile(
    r"""(?<!cu)bots?(?![a-z]) | crawl(?:ers?|ing)?(?![a-z]) | spiders?(?![a-z]) | slurp | \+\s?https?://
    | facebookexternalhit | facebookcatalog | meta-(?:externalagent|externalfetcher|webindexer)
    | mediapartners-google | feedfetcher | googleother | apis-google | duplexweb-google
    | google-(?:inspectiontool|read-aloud|safety|site-verification|pagerenderer)
    | bingpreview | yandex(?:images|metrika|direct|media) | yeti/ | daumoa?/
    | (?:chatgpt|perplexity|claude|mistralai|duckassist)-(?:user|web) | anthropic-ai | cohere-ai
    | ^whatsapp/ | ^pinterest/0 | skypeuripreview | slack-imgproxy | vkshare | flipboardproxy | embedly
    | archiver | heritrix | nutch | scrapy | httrack | screaming\ frog | sitebulb | w3c_validator | feedly/
    | pingdom | statuscake | site24x7 | newrelicpinger | uptime-?kuma | nagios | zabbix | datadogsynthetics
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AUTOMATION = re.compile(
    r"""headless | phantomjs | slimerjs | puppeteer | playwright | selenium | webdriver | cypress/ | htmlunit
    | jsdom/ | chrome-lighthouse | \bptst/ | gtmetrix | speedcurve | catchpoint | prerender | testcafe
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: Libraries put their name first; "okhttp" or "CFNetwork" is a phone's app fetching data, not a page shown.
_HTTP_CLIENT = re.compile(
    r"""(?:(?:lib)?curl | wget | python-(?:requests|urllib3?|httpx)\b | python/ | httpx | aiohttp | urllib
    | go-http-client | fasthttp | java/ | java-http-client | apache-httpclient | jakarta | okhttp | dalvik/
    | axios | node-fetch | undici | node(?:\.js)?(?:/|$) | got\b | superagent | deno/ | bun/
    | libwww-perl | lwp | perl | ruby | faraday | colly | guzzlehttp | php | symfony | http_request2 | dart/
    | postmanruntime | insomnia | httpie | reqwest | hyper/ | restsharp | winhttp | microsoft-cryptoapi
    | cpp-httplib | k6/ | vegeta | hey/ | wrk | locust | apachebench | siege | zgrab | masscan | nmap)
    | .*\bcfnetwork/
    """,
    re.IGNORECASE | re.VERBOSE,
)


def reason(user_agent: str) -> str:
    """Why nobody may be reading: one of REASONS, or '' for what claims to be a browser. Never raises."""
    return _reason(user_agent[:LONGEST_AGENT])


@lru_cache(maxsize=8192)
def _reason(user_agent: str) -> str:
    text = user_agent.strip()
    if not text:
        return "no_agent"
    if _CRAWLER.search(text):
        return "crawler"
    if _AUTOMATION.search(text):
        return "automation"
    return "http_client" if _HTTP_CLIENT.match(text) else ""
