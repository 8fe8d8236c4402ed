"""Small Markdown: what it may be, and what the editor is told of the rest."""

import pytest

from service.appeals.markdown import LONGEST, nodes, problems, to_html
from service.catalog.rule import Message
from tests.service.appeals.trees import links, texts, walk, wrong


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("  \n\n ", ""),
        ("a", "<p>a</p>"),
        ("a\n\nb", "<p>a</p><p>b</p>"),
        ("a\nb", "<p>a<br>b</p>"),
        ("a  \nb", "<p>a<br>b</p>"),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("**a** *b* __c__ _d_", "<p><strong>a</strong> <em>b</em> <strong>c</strong> <em>d</em></p>"),
        ("***a***", "<p><em><strong>a</strong></em></p>"),
        ("a**б**в", "<p>a<strong>б</strong>в</p>"),
        ("\\*a\\* \\<b\\>", "<p>*a* &lt;b&gt;</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("# a", "<h3>a</h3>"),
        ("###### a", "<h3>a</h3>"),
        ("#a", "<p>#a</p>"),
        ("a\n===", "<p>a<br>===</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("* a\n\n* b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("3. a\n4. b", "<ol><li>a</li><li>b</li></ol>"),
        ("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("-\n- a", "<ul><li>a</li></ul>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("> ", ""),
        ("    a", "<p>a</p>"),
        ("```\na\n```", "<p>```<br>a<br>```</p>"),
        ("`a`", "<p>`a`</p>"),
        ("---", "<p>---</p>"),
        ("~~a~~", "<p>~~a~~</p>"),
        ("|a|\n|-|\n|b|", "<p>|a|<br>|-|<br>|b|</p>"),
        ("https://example.org", "<p>https://example.org</p>"),
        ("&amp; &nbsp; & <", "<p>&amp;amp; &amp;nbsp; &amp; &lt;</p>"),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
        ("![a *b*](https://example.org/x.png)", "<p>a *b*</p>"),
        ("**[](https://example.org)** a", "<p> a</p>"),
        ("سلام **دنیا**", "<p>سلام <strong>دنیا</strong></p>"),
    ],
)
def test_text_to_html(text: str, html: str) -> None:
    assert str(to_html(nodes(text))) == html


@pytest.mark.parametrize(
    ("text", "hrefs"),
    [
        ("[a](https://example.org/b)", ["https://example.org/b"]),
        ("[a](<https://example.org/b>)", ["https://example.org/b"]),
        ('[a](https://example.org "title")', ["https://example.org"]),
        ("[a](https://example.org/?a=1&amp;b=2)", ["https://example.org/?a=1&b=2"]),
        ("[a](https://example.org/\\(b\\))", ["https://example.org/(b)"]),
        ("[a](https://новини.укр)", ["https://xn--b1amarcd.xn--j1amh"]),
        ("[a](mailto:desk@example.org)", ["mailto:desk@example.org"]),
        ("[a](http://example.org)", []),
        ("[a](http://localhost:8000/)", []),
        ("[a](/b)", []),
        ("[a]\n\n[a]: https://example.org", []),
        ("[](https://example.org)", []),
        ("[a [b](https://example.org/b)](https://example.org/a)", ["https://example.org/b"]),
    ],
)
def test_links(text: str, hrefs: list[str]) -> None:
    assert links(nodes(text)) == hrefs


def test_what_is_no_link_keeps_its_text() -> None:
    assert nodes("**[press *here*](javascript:alert(1)) now**") == [
        {"t": "p", "c": [{"t": "strong", "c": ["press ", {"t": "em", "c": ["here"]}, " now"]}]}
    ]


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - "])
@pytest.mark.parametrize("depth", range(1, 12))
def test_deep_nesting_stays_text(mark: str, depth: int) -> None:
    tree = nodes(mark * depth + "deep")
    assert wrong(tree) == []
    assert "".join(texts(tree)).strip() == "deep"


def test_what_is_flattened_does_not_run_together() -> None:
    tree = nodes("".join(f"{'  ' * depth}- x{depth}\n" for depth in range(6)))
    assert "".join(texts(tree)).split() == ["x0x1x2", "x3", "x4", "x5"]


@pytest.mark.parametrize(
    ("text", "count"), [("a\n\n" * 150, 300), ("a\n\n" * 500, 356), ("*a* b" * 300, 400)]
)
def test_a_tree_has_as_many_nodes_as_fit(text: str, count: int) -> None:
    assert len(list(walk(nodes(text)))) == count


def test_a_text_is_cut_where_it_gets_too_long() -> None:
    assert texts(nodes("漢" * LONGEST)) == ["漢" * 1_657]


def test_the_longest_text_there_may_be_is_read() -> None:
    whole = "й" * LONGEST
    assert texts(nodes(whole)) == [whole]
    assert problems(whole) == []
    assert f"max_length={LONGEST}" in str(Message.__annotations__["text"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a <b>bold</b> word", ["HTML is shown as it is written, here “<b>”."]),
        ("a <BR/> b", ["“<BR/>”"]),
        ("<!-- a -->", ["“<!--”"]),
        ("<https://example.org>", ["“<https://example.org>” is shown as it is written. For a link"]),
        ("<a@example.org>", ["“<a@example.org>”"]),
        ("[a](http://example.org)", ["“http://example.org” is not shown as one: write https://"]),
        ("[a](javascript:alert(1))", ["“javascript:alert(1)” is not shown as one: only whole addresses"]),
        ("[a](/b) [c](/b)", ["“/b” is not shown as one"]),
        ("[a]()", ["“” is not shown as one"]),
        ("![a](https://example.org/x.png)", ["An image in the text is not shown."]),
        ("> " * 8 + "a", ["nested more than 6 deep"]),
        ("a\u202eb", ["Invisible control characters"]),
        ("a\n\n" * 500, ["too long"]),
        ("a" * (LONGEST + 1), ["too long"]),
        ("<b>[a](x)</b>", ["HTML", "“x”"]),
    ],
)
def test_the_editor_is_told(text: str, said: list[str]) -> None:
    found = problems(text)
    assert len(found) == len(said)
    assert all(part in sentence for part, sentence in zip(said, found, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a < b and c > d",
        "I <3 you",
        "2 <b",
        "\\<b\\>",
        "# a\n\n- **b** [c](https://example.org)\n\n> d",
        "{site}",
    ],
)
def test_nothing_is_said_of_what_is_right(text: str) -> None:
    assert problems(text) == []


def test_html_of_a_foreign_tree_is_refused() -> None:
    with pytest.raises(ValueError, match="no tag of an appeal: 'script'"):
        to_html([{"t": "script", "c": ["alert(1)"]}])


def test_an_address_is_judged_again_where_it_is_written() -> None:
    assert 'href=""' in to_html([{"t": "a", "h": "javascript:alert(1)", "c": ["x"]}])
