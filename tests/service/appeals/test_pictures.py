"""The drawings, and where a page gets them."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from service.appeals import pictures
from service.appeals.pictures import PICTURES, address, drawing, is_picture
from service.catalog.rule import Theme

FILES = Path(pictures.__file__).parent / "pictures"
SVG = "{http://www.w3.org/2000/svg}"


def test_every_drawing_has_a_name_and_a_file() -> None:
    assert {path.name for path in FILES.iterdir()} == {f"{name}.svg" for name in PICTURES}
    assert 6 <= len(PICTURES) <= 8


@pytest.mark.parametrize("name", PICTURES)
def test_a_drawing_is_small_of_one_colour_and_without_text(name: str) -> None:
    source = (FILES / f"{name}.svg").read_bytes()
    assert len(source) < 1_500
    root = ET.fromstring(source)  # noqa: S314 (our own file)
    assert {element.tag for element in root.iter()} <= {
        SVG + tag for tag in ("svg", "path", "rect", "circle")
    }
    assert not [element.text for element in root.iter() if (element.text or "").strip()]
    paints = {element.get(paint) for element in root.iter() for paint in ("fill", "stroke")}
    assert paints <= {None, "none", "currentColor"}
    assert root.get("viewBox") == "0 0 120 120"


@pytest.mark.parametrize(
    ("picture", "theme", "path"),
    [
        ("", Theme(), ""),
        ("cup", Theme(), "/k/art/cup-1a5fb4-8ab4f8.svg"),
        ("cup", Theme(accent="#ABCDEF"), "/k/art/cup-abcdef-8ab4f8.svg"),
        ("door", Theme(scheme="light"), "/k/art/door-1a5fb4-1a5fb4.svg"),
        ("door", Theme(scheme="dark"), "/k/art/door-8ab4f8-8ab4f8.svg"),
        ("door", Theme(accent="red"), "/k/art/door-808080-8ab4f8.svg"),
        ("own:7", Theme(), "/k/art/paper/7"),
        ("own:0", Theme(), ""),
        ("own:../x", Theme(), ""),
        ("unknown", Theme(), ""),
    ],
)
def test_address(picture: str, theme: Theme, path: str) -> None:
    assert address(picture, theme, "paper") == path


@pytest.mark.parametrize("name", PICTURES)
def test_an_address_leads_to_its_drawing(name: str) -> None:
    found = drawing(address(name, Theme(), "paper").rpartition("/")[2])
    assert found is not None
    root = ET.fromstring(found)  # noqa: S314 (our own file)
    assert root[0].tag == f"{SVG}style"
    assert re.findall("#[0-9a-f]{6}", root[0].text or "") == ["#1a5fb4", "#8ab4f8"]


@pytest.mark.parametrize(
    "file",
    [
        "",
        "cup.svg",
        "cup",
        "cup-1a5fb4.svg",
        "cup-1A5FB4-8ab4f8.svg",
        "no-1a5fb4-8ab4f8.svg",
        "../cup-1a5fb4-8ab4f8.svg",
    ],
)
def test_there_is_no_other_drawing(file: str) -> None:
    assert drawing(file) is None


@pytest.mark.parametrize(
    ("picture", "may"),
    [("", True), ("cup", True), ("own:12", True), ("own:", False), ("own:x", False), ("x", False)],
)
def test_is_picture(picture: str, may: bool) -> None:
    assert is_picture(picture) is may
