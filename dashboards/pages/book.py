"""Every page of a site's dashboards, in the order of the navigation."""

from dashboards.pages import (
    article,
    article_list,
    blocking,
    live,
    overview,
    reported,
    revenue,
    sections,
    sources,
)
from dashboards.pages.place import Page

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    article_list.PAGE,
    article.PAGE,
    sections.PAGE,
    live.PAGE,
    blocking.PAGE,
    sources.PAGE,
    revenue.PAGE,
)
#: Those that are shared with nobody, and have no place of their own in the navigation, besides.
BY_NAME = {page.name: page for page in (*PAGES, reported.PAGE)}
