import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

import adblock
import httpx
import pytest
from starlette.applications import Starlette

from service.demo import newsroom
from service.demo.article import LANGUAGES, SECTIONS
from service.demo.metadata import iso_time, news_article
from service.demo.newsroom import DemoArticle, articles
from service.events import DAY_MS
from tests.service.demo.conftest import BASE_URL, NOW_MS

ARTICLES = articles(NOW_MS)
IDS = [article.path for article in ARTICLES]
each_article = pytest.mark.parametrize("article", ARTICLES, ids=IDS)

HOSTILE = [
    "/%00",
    "/%ff%fe",
    "/local/%00",
    "/local/..%2f..%2fnewsroom.py",
    "/local/%2e%2e/%2e%2e/etc/passwd",
    "/local/<script>alert(1)</script>",
    "/local/%0a",
    "/local/{{7*7}}",
    "/bannerads/..%2f..%2fnewsroom.py",
    "/bannerads/house-99.svg",
    "/bannerads/",
    "/local/" + "a" * 8000,
    "//evil.example/local/",
    "/Local/",
    "/local/ferry-chain-parts-mid-river/",
    "/?lang=../../secret",
    "/?lang=%00&lang=uk",
    "/?lang=%ff",
]


def test_there_are_enough_articles_sections_authors_and_languages() -> None:
    assert len(ARTICLES) >= 22
    assert {article.section for article in ARTICLES} == set(SECTIONS)
    assert len({name for article in ARTICLES for name in article.authors}) >= 6
    assert Counter(article.language for article in ARTICLES)["uk"] >= 7


def test_articles_come_newest_first() -> None:
    published = [article.published_at for article in ARTICLES]
    assert published == sorted(published, reverse=True)


def test_slugs_are_unique() -> None:
    assert len({path.rpartition("/")[2] for path in IDS}) == len(IDS)


def test_dates_move_with_now() -> None:
    later = {article.path: article.published_at for article in articles(NOW_MS + DAY_MS)}
    assert all(later[article.path] - article.published_at == DAY_MS for article in ARTICLES)


@each_article
def test_an_article_is_whole_and_fits_the_wire(article: DemoArticle) -> None:
    assert article.words >= 350
    assert 0 < NOW_MS - article.published_at < 30 * DAY_MS
    assert 0 < len(article.title) <= 300
    assert article.dek
    assert 0 < len(article.authors) <= 10
    assert 0 < len(article.tags) <= 30
    assert {block.kind for block in article.body} == {"paragraph", "subhead", "quote"}


@each_article
def test_an_article_is_written_in_its_language(article: DemoArticle) -> None:
    text = " ".join(block.text for block in article.body)
    cyrillic = len(re.findall(r"[а-яіїєґ]", text.lower())) / len(re.findall(r"[^\W\d_]", text))
    assert cyrillic > 0.95 if article.language == "uk" else cyrillic == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_is_the_folder(language: str) -> None:
    folder = Path(newsroom.__file__).parent / "articles" / language
    files = {file.stem for file in folder.glob("*.md")}
    assert files == {Path(article.path).name for article in ARTICLES if article.language == language}


@each_article
async def test_an_article_page_carries_its_metadata(article: DemoArticle, client: httpx.AsyncClient) -> None:
    page = await client.get(article.path)
    url = BASE_URL + article.path
    embedded = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    assert page.status_code == 200
    assert json.loads(embedded[0]) == news_article(article, url)
    assert f'<link rel="canonical" href="{url}">' in page.text
    assert f'<meta property="article:published_time" content="{iso_time(article.published_at)}">' in page.text
    assert f'<html lang="{article.language}">' in page.text


@each_article
async def test_an_article_page_marks_the_body_and_three_slots(
    article: DemoArticle, client: httpx.AsyncClient
) -> None:
    html = (await client.get(article.path)).text
    bodies = re.findall(r"<article [^>]*data-kindly-article[^>]*>(.*?)</article>", html, re.DOTALL)
    assert len(bodies) == 1
    assert re.findall(r'data-kindly-slot="(\w+)"', html) == ["top", "mid", "foot"]
    assert re.findall(r'data-kindly-slot="(\w+)"', bodies[0]) == ["mid"]
    shown = [unescape(text) for text in re.findall(r"<(?:p|h2)>(.*?)</(?:p|h2)>", bodies[0])]
    assert shown == [block.text for block in article.body]


@each_article
async def test_an_article_page_loads_the_tag_and_the_house_advertisements(
    article: DemoArticle, client: httpx.AsyncClient
) -> None:
    html = (await client.get(article.path)).text
    assert '<script defer src="/k.js" data-site="demo-key" data-consent="notice"></script>' in html
    assert '<script src="/bannerads/house.js" async></script>' in html
    assert "Global Privacy Control" in html


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_front_page_links_every_article_of_its_language(
    language: str, client: httpx.AsyncClient
) -> None:
    html = (await client.get(f"/?lang={language}")).text
    missing = [a.path for a in ARTICLES if a.language == language and f'href="{a.path}"' not in html]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", SECTIONS)
async def test_a_section_page_lists_its_articles_newest_first(
    section: str, language: str, client: httpx.AsyncClient
) -> None:
    html = (await client.get(f"/{section.lower()}/?lang={language}")).text
    listed = re.findall(r'<h2 class="headline"><a href="([^"]+)"', html)
    assert listed == [a.path for a in ARTICLES if (a.section, a.language) == (section, language)]


async def test_the_language_switch_leads_to_the_other_edition(client: httpx.AsyncClient) -> None:
    english, ukrainian = (await client.get("/")).text, (await client.get("/?lang=uk")).text
    assert 'class="switch" href="/?lang=uk"' in english
    assert 'class="switch" href="/"' in ukrainian


async def test_every_internal_link_answers(client: httpx.AsyncClient) -> None:
    pages = ["/", "/?lang=uk", *IDS, *(f"/{section.lower()}/" for section in SECTIONS)]
    html = "".join([(await client.get(page)).text for page in pages])
    links = set(re.findall(r'href="(/[^"#]*)"', html))
    answers = {link: (await client.get(link)).status_code for link in links}
    assert {link: status for link, status in answers.items() if status != 200} == {}


async def test_every_house_advertisement_is_served_and_the_script_names_them_all(
    client: httpx.AsyncClient,
) -> None:
    script = (await client.get("/bannerads/house.js")).text
    numbers = {number for pair in re.findall(r"(?:en|uk): \[(\d+), (\d+)\]", script) for number in pair}
    drawings = {number: await client.get(f"/bannerads/house-{number}.svg") for number in numbers}
    assert sorted(map(int, numbers)) == list(range(1, 11))
    assert {answer.status_code for answer in drawings.values()} == {200}
    assert {answer.headers["content-type"] for answer in drawings.values()} == {"image/svg+xml"}


@pytest.mark.parametrize(
    ("path", "kind", "blocked"),
    [
        ("/bannerads/house.js", "script", True),
        ("/bannerads/house-3.svg", "image", True),
        ("/newsroom.css", "stylesheet", False),
        (IDS[0], "document", False),
    ],
)
def test_blockers_take_the_advertisements_and_nothing_else(path: str, kind: str, blocked: bool) -> None:
    rules = adblock.FilterSet()
    rules.add_filter_list("/bannerads/*$~xmlhttprequest")  # as EasyList has it
    verdict = adblock.Engine(rules).check_network_urls(BASE_URL + path, BASE_URL + "/", kind)
    assert verdict.matched is blocked


@pytest.mark.parametrize(
    "path", ["/nothing", "/local/nothing", "/nothing/at/all", "/adserver.js", "/bannerads/p.gif"]
)
async def test_an_unknown_path_gets_the_404_page(path: str, client: httpx.AsyncClient) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404
    assert "missed the boat" in answer.text


async def test_a_section_without_its_slash_is_redirected(client: httpx.AsyncClient) -> None:
    answer = await client.get("/local")
    assert (answer.status_code, answer.headers["location"]) == (308, "/local/")


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path[:40])
async def test_a_hostile_path_is_no_error(path: str, client: httpx.AsyncClient) -> None:
    answer = await client.get(path)
    assert answer.status_code in {200, 404}
    assert "alert(1)" not in answer.text


@pytest.mark.parametrize("path", ["/\n", "/local\n", "/local/\n", "/local/\ud800", "/[", "/local/]["])
@pytest.mark.parametrize("host", [b"", b"[", b'"><script>alert(1)</script>', b"a b", b"\xff", b"x:99999999"])
async def test_a_hostile_request_is_no_error(path: str, host: bytes, app: Starlette) -> None:
    assert await status_of(app, path, host) in {200, 308, 404}


@pytest.mark.parametrize("host", [b"[", b'"><script>alert(1)</script>', b"a b", b"\xff"])
async def test_a_hostile_host_is_no_error_on_an_article(host: bytes, app: Starlette) -> None:
    assert await status_of(app, IDS[0], host) == 200


async def status_of(app: Starlette, path: str, host: bytes) -> int:
    """The status of a request that no client library would send."""
    statuses: list[int] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(str(message["status"])))
        assert b"<script>alert(1)" not in bytes(message.get("body", b""))  # type: ignore[call-overload]

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "replace"),
        "query_string": b"lang=\xff",
        "root_path": "",
        "headers": [(b"host", host)],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }
    await app(scope, receive, send)  # type: ignore[arg-type]
    return statuses[0]
