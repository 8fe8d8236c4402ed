"""Every page of a site's dashboards, in the order of the navigation."""

from dashboards.pages import article, article_list, blocking, live, overview, revenue, sections, sources
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
BY_NAME = {page.name: page for page in PAGES}
