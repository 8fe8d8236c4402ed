"""Many readers at once, each in a profile of their own: what would take minutes one by one takes seconds."""

from collections.abc import Mapping
from functools import partial

from playwright.sync_api import Browser, Error, Page

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin
from tests.browser.origin import Page as Answer
from tests.browser.views import rest, settle


def _note(errors: list[str], error: Error) -> None:
    errors.append(str(error))


def read_all(
    browser: Browser, site: Origin, news: Newsroom, pages: Mapping[str, Answer]
) -> dict[str, list[str]]:
    """Open every page (by its path), read a little, and leave; what was thrown in each, uncaught."""
    site.pages.update(pages)
    opened: dict[str, Page] = {}
    thrown: dict[str, list[str]] = {path: [] for path in pages}
    for path, errors in thrown.items():
        page = opened[path] = browser.new_context().new_page()
        page.on("pageerror", partial(_note, errors))
        page.goto(news.url(path))
    for page in opened.values():
        page.mouse.wheel(0, 800)
        page.wait_for_timeout(50)
    settle(page)
    for page in opened.values():
        page.goto("about:blank")
    rest()
    for page in opened.values():
        page.context.close()
    return thrown
