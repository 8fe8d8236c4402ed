"""What an editor is told about a message."""

import pytest

from service.appeals.messages import problems
from service.catalog.rule import Form, Message


@pytest.mark.parametrize(
    ("message", "form", "found"),
    [
        (Message(title="a", text="b"), "dialog", []),
        (Message(), "dialog", [("title", "Write a title"), ("text", "Write what you ask for")]),
        (Message(title="\u202e", text=" \n"), "banner", [("title", "Write"), ("text", "Write")]),
        (Message(title="{left}", text="{site}"), "dialog", [("title", "only a hard wall")]),
        (Message(title="a", text="<b>b</b> {x}"), "dialog", [("text", "HTML"), ("text", "“{x}”")]),
        (Message(title="a", text="[b](x)"), "dialog", [("text", "“x”")]),
        (Message(title="a", text="b", done="{site}"), "dialog", [("done", "no variables")]),
    ],
)
def test_problems(message: Message, form: Form, found: list[tuple[str, str]]) -> None:
    told = problems(message, form)
    assert [field for field, _ in told] == [field for field, _ in found]
    assert all(part in sentence for (_, sentence), (_, part) in zip(told, found, strict=True))
