import json
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from service.page import headers
from service.page.templates import Templates, script_json

PAGES = {
    "base.html": '{% extends "shared/base.html" %}',
    "page.html": '{% extends "base.html" %}{% block title %}{{ name }}{% endblock %}'
    "{% block body %}<main>{{ greeting }} {{ name }}</main>{% endblock %}",
    "file.html": "{{ asset('page.css') }}",
    "own/shared.html": "{{ {'a': 1} | script_json }}",
}


@pytest.fixture
def room(tmp_path: Path) -> Templates:
    for name, text in PAGES.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Templates(tmp_path, greeting="Hello")


def body(room: Templates, template: str, **values: object) -> str:
    return bytes(room.render(template, 200, **values).body).decode()


@pytest.mark.parametrize(
    "part",
    [
        "<!doctype html>\n",
        '<html lang="en">',
        "width=device-width",
        '<meta name="robots" content="noindex">',
        '"noSwap": [204, 304, "4xx", "5xx"]',
        "<title>&lt;Ann&gt; · Kindly</title>",
        'href="/static/page.css?v=',
        '<a class="skip" href="#main">',
        "<main>Hello &lt;Ann&gt;</main>",
    ],
)
def test_a_page_has(room: Templates, part: str) -> None:
    assert part in body(room, "page.html", name="<Ann>")


@pytest.mark.parametrize(
    ("template", "begins"), [("file.html", "/static/page.css?v="), ("own/shared.html", '{"a":1}')]
)
def test_every_template_knows(room: Templates, template: str, begins: str) -> None:
    assert body(room, template).startswith(begins)


def test_a_message_is_a_whole_page_in_the_rooms_own_frame(room: Templates) -> None:
    page = body(room, "shared/message.html", title="No <b>site", text="Sorry.")
    assert "<h1>No &lt;b&gt;site</h1>\n  <p>Sorry.</p>" in page


def test_a_value_may_have_any_name(room: Templates) -> None:
    values = {"name": "Ann", "template": "x", "status": 1, "self": 2}
    assert room.render("page.html", 404, **values).status_code == 404


def test_a_forgotten_value_is_told(room: Templates) -> None:
    with pytest.raises(UndefinedError, match="'name' is undefined"):
        room.render("page.html")


def test_a_room_sees_no_other_rooms_templates(room: Templates) -> None:
    with pytest.raises(TemplateNotFound):
        room.render("login.html")


def test_a_lone_surrogate_does_not_cost_the_page(room: Templates) -> None:
    assert "<main>Hello a?b</main>" in body(room, "page.html", name="a\ud83db")


def test_a_page_has_the_headers_of_a_page(room: Templates) -> None:
    sent = room.render("file.html").headers
    assert {name: sent[name] for name in headers.PAGE} == headers.PAGE


@pytest.mark.parametrize(
    "text", ["</script>", "<!--", "<script", "&lt;", "\u2028", "Титул", 'quote " and \\']
)
def test_json_cannot_end_its_script(text: str) -> None:
    written = script_json({"text": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"text": text}
