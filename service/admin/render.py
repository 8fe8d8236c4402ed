"""The settings pages, made from their templates."""

from pathlib import Path

from service.page.templates import Templates

FOLDER = Path(__file__).parent
#: A settings page is `PAGES.render("x.html", status, site=site, ...)`; `base.html` says what it fills.
PAGES = Templates(FOLDER)
