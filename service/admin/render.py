"""The settings pages, made from their templates."""

from pathlib import Path

from service.admin.tell import moment, percent, tell
from service.page.language import decimal
from service.page.templates import Templates

FOLDER = Path(__file__).parent
#: A settings page is `PAGES.render("x.html", status, site=site, ...)`; `base.html` says what it fills.
PAGES = Templates(FOLDER, tell=tell, moment=moment, percent=percent, decimal=decimal)
