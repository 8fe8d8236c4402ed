"""The demo newsroom's articles and pages: front page, sections, articles, house advertisements, 404."""

import time
from collections.abc import Awaitable, Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import jinja2
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.templating import Jinja2Templates

from service.demo.article import SECTIONS, Block, DemoArticle, read_article
from service.demo.edition import EDITIONS, Edition, edition_for
from service.demo.metadata import iso_time, news_article

__all__ = ["Block", "DemoArticle", "articles", "routes"]

_Endpoint = Callable[[Request], Awaitable[Response]]

_HERE = Path(__file__).parent
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
#: Newsrooms publish at round times; five minutes is round enough.
_ROUND_MS = 300_000
_PATHS = {section.lower(): section for section in SECTIONS}
_BESIDE_LEAD = 4
_RELATED = 3


def articles(now_ms: int) -> tuple[DemoArticle, ...]:
    """Every article, newest first, as if it were `now_ms` (UTC milliseconds): ages stay, dates move."""
    now_ms -= now_ms % _ROUND_MS
    read = (read_article(slug, text, now_ms) for slug, text in _files())
    return tuple(sorted(read, key=lambda article: (-article.published_at, article.path)))


@cache
def _files() -> tuple[tuple[str, str], ...]:
    files = sorted((_HERE / "articles").glob("*/*.md"))
    return tuple((file.stem, file.read_text("utf-8")) for file in files)


def routes(site_key: str, now_ms: int | None = None) -> list[BaseRoute]:
    """The newsroom's routes, its pages tagged with `site_key`. Dates are fixed when this is called.

    The last route answers 404 for every path, so these routes must come after all others.
    """
    newsroom = _Newsroom(site_key, articles(time.time_ns() // 1_000_000 if now_ms is None else now_ms))
    return [
        Route("/", newsroom.front),
        Route("/newsroom.css", _file(_HERE / "static" / "newsroom.css")),
        *(
            Route(f"/bannerads/{file.name}", _file(file))
            for file in (_HERE / "static/bannerads").glob("house*")
        ),
        *(Route(f"/{section}", _redirect(f"/{section}/")) for section in _PATHS),
        *(Route(f"/{path}/", newsroom.section(section)) for path, section in _PATHS.items()),
        *(Route(f"/{section}/{{slug}}", newsroom.article) for section in _PATHS),
        Route("/{path:path}", newsroom.missing),
    ]


def _file(path: Path) -> _Endpoint:
    async def serve(_: Request) -> Response:
        return FileResponse(path, media_type=_MEDIA[path.suffix])

    return serve


def _redirect(url: str) -> _Endpoint:
    async def redirect(_: Request) -> Response:
        return RedirectResponse(url, 308)

    return redirect


def _templates() -> Jinja2Templates:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    env.globals.update(sections=SECTIONS, editions=EDITIONS, iso_time=iso_time)
    return Jinja2Templates(env=env)


class _Newsroom:
    """The pages, over articles that do not change while it runs."""

    def __init__(self, site_key: str, stories: tuple[DemoArticle, ...]) -> None:
        self._site_key = site_key
        self._stories = stories
        self._by_path = {story.path: story for story in stories}
        self._templates = _templates()

    async def front(self, request: Request) -> Response:
        edition = edition_for(request.query_params.get("lang"))
        stories = self._in(edition)
        lead = next(story for story in stories if story.section != "Opinion")
        rest = [story for story in stories if story is not lead]
        beside, below = rest[:_BESIDE_LEAD], rest[_BESIDE_LEAD:]
        bands = [(section, [story for story in below if story.section == section]) for section in SECTIONS]
        return self._page(request, edition, "front.html", lead=lead, beside=beside, bands=bands)

    def section(self, section: str) -> _Endpoint:
        async def page(request: Request) -> Response:
            edition = edition_for(request.query_params.get("lang"))
            stories = [story for story in self._in(edition) if story.section == section]
            return self._page(request, edition, "section.html", section=section, stories=stories)

        return page

    async def article(self, request: Request) -> Response:
        story = self._by_path.get(request.scope["path"])
        if story is None:
            return await self.missing(request)
        edition = EDITIONS[story.language]
        url = str(request.base_url).rstrip("/") + story.path
        return self._page(
            request,
            edition,
            "article.html",
            article=story,
            url=url,
            json_ld=news_article(story, url),
            middle=_middle(story.body),
            related=self._related(story),
            site_key=self._site_key,
        )

    async def missing(self, request: Request) -> Response:
        return self._page(request, edition_for(request.query_params.get("lang")), "missing.html", status=404)

    def _page(
        self, request: Request, edition: Edition, template: str, *, status: int = 200, **context: object
    ) -> Response:
        others = [other for other in EDITIONS.values() if other is not edition]
        elsewhere = [(other, self._in(other)[:_RELATED]) for other in others]
        context |= {"edition": edition, "elsewhere": elsewhere}
        return self._templates.TemplateResponse(request, template, context, status_code=status)

    def _in(self, edition: Edition) -> list[DemoArticle]:
        return [story for story in self._stories if story.language == edition.language]

    def _related(self, story: DemoArticle) -> list[DemoArticle]:
        """The newest others of the same language, those of the same section first."""
        same = [other for other in self._in(EDITIONS[story.language]) if other is not story]
        return sorted(same, key=lambda other: other.section != story.section)[:_RELATED]


def _middle(body: tuple[Block, ...]) -> int:
    """The index before which the middle slot stands: past half of the text, between two paragraphs."""
    pairs = pairwise(body)
    between = (i for i, pair in enumerate(pairs, 1) if all(block.kind == "paragraph" for block in pair))
    return min(between, key=lambda i: abs(i - len(body) // 2), default=len(body) // 2)
