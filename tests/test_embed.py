"""docs/embed.md says what is so: its attributes, calls, paths and policies are those in the code."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.snippets.names import ATTRIBUTES, BAITS, PATHS, SNIPPETS, names_in

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "embed.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
#: What a page of the site asks the service for.
PUBLIC = (*PATHS, *(str(bait["bait"]) for bait in BAITS))
SERVICE = "https://k.herald.example"
ESBUILD = next((SNIPPETS / "node_modules" / "@esbuild").glob("*/bin/esbuild"), None)
LINKS = re.findall(r"\]\(([\w#][^)]*)\)", PAGE)
FETCHES = ("script-src", "connect-src", "img-src")


def blocks(*kinds: str) -> list[str]:
    return [text for kind, text in BLOCKS if kind in kinds]


def scripts() -> list[tuple[str, str]]:
    """Every script in the page, and its language."""
    inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", "".join(blocks("html")), re.DOTALL)
    return [*(("js", text) for text in (*inline, *blocks("js"))), *(("tsx", text) for text in blocks("tsx"))]


def used_attributes() -> set[str]:
    """Those that the tag's code reads, less what it marks itself and what it finds of others."""
    code = "".join(path.read_text("utf-8") for path in (SNIPPETS / "src").rglob("*.ts"))
    return {name.text for name in names_in(code) if name.kind == "attribute"} & {*ATTRIBUTES} - {"data-ran"}


def test_every_attribute_is_in_a_table_and_no_other() -> None:
    told = re.findall(r"^\| `(data-[\w-]+)` \| (?:[^|]+) \| (?:[^|]+) \|$", PAGE, re.MULTILINE)
    assert set(told) == used_attributes()


def test_every_attribute_in_an_example_is_there() -> None:
    # `data-` at the end of a word speaks of them all.
    assert set(re.findall(r"\bdata-[a-z-]*[a-z]", PAGE)) <= {*ATTRIBUTES}


def test_every_call_is_declared_and_every_declared_one_is_told() -> None:
    declared = set(re.findall(r"verb: '(\w+)'", (SNIPPETS / "kindly.d.ts").read_text("utf-8")))
    assert set(re.findall(r"kindly\('(\w+)'", PAGE)) == declared


def test_the_defaults_in_the_table_are_the_tags() -> None:
    code = "".join(path.read_text("utf-8") for path in (SNIPPETS / "src").rglob("*.ts"))
    (purposes,) = re.findall(r"^\| `data-purposes` \| `([\d ]+)`", PAGE, re.MULTILINE)
    assert f"'{purposes}'" in code


@pytest.mark.parametrize(("kind", "text"), scripts())
def test_every_script_can_be_parsed(kind: str, text: str, tmp_path: Path) -> None:
    if ESBUILD is None:
        pytest.fail("no esbuild: cd snippets && npm ci --ignore-scripts")
    told = subprocess.run(
        [ESBUILD, f"--loader={kind}"], input=text, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize("text", blocks("json"))
def test_json_is_json(text: str) -> None:
    assert json.loads(text)["@type"] == "NewsArticle"


@pytest.mark.parametrize(("text", "source"), list(zip(blocks("csp"), ["'self'", SERVICE], strict=True)))
def test_a_policy_allows_every_kind_of_request(text: str, source: str) -> None:
    policy = [directive.split() for directive in text.strip().split(";")]
    assert {name: sources for name, *sources in policy} == {name: [source] for name in FETCHES}


@pytest.mark.parametrize("path", PUBLIC)
def test_nginx_passes_every_path_on(path: str) -> None:
    (pattern,) = re.findall(r"location ~ (\S+) \{", PAGE)
    assert re.match(pattern, path)


@pytest.mark.parametrize("path", ["/", "/k.json", "/kitchen", "/ads/today", "/v10/x", "/2026/11/adserver.js"])
def test_nginx_leaves_the_sites_own_paths_alone(path: str) -> None:
    (pattern,) = re.findall(r"location ~ (\S+) \{", PAGE)
    assert not re.match(pattern, path)


@pytest.mark.parametrize("path", PUBLIC)
def test_caddy_passes_every_path_on(path: str) -> None:
    (patterns,) = re.findall(r"@kindly path (.+)", PAGE)
    assert any(re.fullmatch(re.escape(one).replace(r"\*", ".*"), path) for one in patterns.split())


@pytest.mark.parametrize("text", blocks("nginx", "caddy"))
def test_braces_are_closed(text: str) -> None:
    assert text.count("{") == text.count("}")


def test_every_tag_names_the_script_and_its_site() -> None:
    tags = re.findall(r"<script[^>]*\ssrc=[^>]*>", "".join(blocks("html")))
    assert [tag for tag in tags if "/k.js" not in tag or 'data-site="herald"' not in tag] == []


@pytest.mark.parametrize("link", LINKS)
def test_links_lead_somewhere(link: str) -> None:
    headings = {
        re.sub(r"[^\w -]", "", text).lower().replace(" ", "-")
        for text in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    }
    assert link[1:] in headings if link.startswith("#") else (ROOT / "docs" / link).is_file()
