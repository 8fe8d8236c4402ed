"""The pages of appeals, look and money over a real catalog, and a browser without JavaScript."""

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser

import httpx
import msgspec
from starlette.applications import Starlette

from service.accounts.guard import Accounts
from service.accounts.pages import routes as account_routes
from service.admin import appeals, money, theme
from service.admin.render import FOLDER
from service.appeals.defaults import default_body
from service.catalog.catalog import Catalog
from service.catalog.rule import Body, Form
from service.catalog.rules import KeptRule
from service.page.files import Files

ANN = "ann@daily.example"
BASE = "/s/daily/appeals"
#: What nobody should be able to send: not one may be a fault, and none may be markup.
HOSTILE = (
    "x" * 10_000,
    "\x00\x07\x1b",
    "%ED%A0%80",
    "\ufffe\u202e",
    "-1",
    "9" * 400,
    "NaN",
    "[]",
    '{"a":1}',
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "</textarea><script>alert(1)</script>",
    "²",
)


class Desk:
    """`changes` counts how often readers' rules were told to have changed."""

    def __init__(self, catalog: Catalog, accounts: Accounts, password: str) -> None:
        self.catalog = catalog
        self.password = password
        self.changes = 0
        self.results: dict[int, tuple[int, int]] = {}
        pages = [
            *appeals.routes(accounts, catalog, self._changed, self._results),
            *money.routes(accounts, catalog, self._changed),
            *theme.routes(accounts, catalog, self._changed),
        ]
        app = Starlette(routes=[*account_routes(accounts), *pages, Files(FOLDER).route()])
        self.browser = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="https://k.daily.example"
        )

    async def _changed(self) -> None:
        self.changes += 1

    async def _results(self, site: str) -> Mapping[int, tuple[int, int]]:
        return self.results if site == "daily" else {}

    async def sign_in(self, role: str = "editor") -> None:
        form = {"email": f"{role}@example.org", "password": self.password}
        assert (await self.browser.post("/login", data=form)).status_code == 303

    async def rule(self, form: Form = "dialog", **changes: object) -> KeptRule:
        """A draft."""
        body: Body = msgspec.structs.replace(default_body(form), **changes)
        return await self.catalog.add_rule("daily", body, ANN)

    async def live(self, form: Form = "dialog", **changes: object) -> KeptRule:
        """A live rule."""
        kept = await self.rule(form, **changes)
        await self.catalog.publish("daily", kept.id, ANN)
        return await self.kept(kept.id)

    async def kept(self, rule_id: int) -> KeptRule:
        kept = await self.catalog.rule("daily", rule_id)
        assert kept is not None
        return kept

    async def get(self, path: str) -> httpx.Response:
        return await self.browser.get(path)

    async def form(self, path: str, action: str = "") -> dict[str, str]:
        """The fields of the page's form that goes to `action`, as a browser would send them."""
        return fields((await self.browser.get(path)).text, action or path)

    async def press(self, path: str, action: str, do: str, **changed: str) -> httpx.Response:
        """Open a page, change fields of its form, press a button."""
        sent = await self.form(path, action) | {"do": do} | changed
        return await self.browser.post(action, data=sent)


class _Fields(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside, self.found = action, False, dict[str, str]()
        self._text = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("action") == self.action
        name = told.get("name", "")
        if not self.inside:
            return
        if tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in told or self._select not in self.found):
            self.found[self._select] = told.get("value", "")
        elif tag == "textarea":
            self._text = name
            self.found[name] = ""
        elif tag == "input" and name and (told.get("type") not in {"checkbox", "radio"} or "checked" in told):
            value = told.get("value", "on")
            several = name in self.found and name.endswith(".values")
            self.found[name] = f"{self.found[name]}\n{value}" if several else value

    def handle_data(self, data: str) -> None:
        if self._text:
            self.found[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.found[self._text] = self.found[self._text].removeprefix("\n")
            self._text = ""
        if tag == "form":
            self.inside = False


def fields(page: str, action: str) -> dict[str, str]:
    """The fields of the form with this action, and what stands in them."""
    reader = _Fields(action)
    reader.feed(page)
    assert reader.found, f"no form goes to {action}"
    return reader.found


def problem(page: str, name: str) -> str:
    """The sentence that stands beside a field, to which the field points."""
    found = re.search(rf'id="{re.escape(name)}-problem">(.*?)</p>', page)
    return html.unescape(found[1]) if found else ""
