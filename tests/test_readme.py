"""What the README tells people to type works as it stands there."""

import re
import shlex
from pathlib import Path

import pytest

from tests.load.client import send
from tests.load.server import Server, kindly

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for kind, text in BLOCKS if kind == "sh" for line in text.replace("\\\n", " ").splitlines()]


def commands(beginning: str) -> list[list[str]]:
    return [shlex.split(line) for line in COMMANDS if line.startswith(beginning)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for words in commands("kindly site") + commands("kindly user"):
        words[words.index("--data") + 1] = str(tmp_path)
        kindly(*words[1:])
    return tmp_path


def test_make_targets_are_there() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {words[1] for words in commands("make")} <= targets


def test_commands_make_a_service_that_answers_the_query(data: Path) -> None:
    (serve,) = commands("kindly serve")
    assert set(serve[2::2]) <= {"--data", "--port"}
    (token_words,) = (shlex.split(text) for text in re.findall(r"`(kindly token [^`]+)`", README))
    token = kindly(*token_words[1:], "--data", str(data)).strip()
    query = re.search(r"-d '(\{.*?\})'", README, re.DOTALL)
    assert query is not None
    with Server(data) as server:
        assert server.ask(token, query[1].encode()).status == 200
        assert send(server.port, "GET", "/s/herald/overview").status == 303


def test_embed_line_names_what_is_served(data: Path) -> None:
    (embed,) = re.findall(r"<script .*?</script>", README)
    assert re.search(r'src="https://k\.herald\.example(/k\.js)"', embed)
    assert 'data-site="herald"' in embed
    with Server(data) as server:
        assert send(server.port, "GET", "/k.js").status == 200


@pytest.mark.parametrize("path", re.findall(r"\]\((\w[^)]+)\)", README))
def test_links_lead_somewhere(path: str) -> None:
    assert (ROOT / path).exists()
