"""Letters to a real mail server on loopback: plain, by STARTTLS, by TLS; what each of its answers means."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service import mail
from service.mail import Letter, MailError, Picture, Server
from tests.service.mailbox import PASSWORD, USER, Mailbox, mailbox, make_certificate

PNG = b"\x89PNG\r\n\x1a\n"
LETTER = Letter(
    subject="Тиждень:\n<b> & co",
    text="Як справи?\n.\nEnd",
    html='<p>Як справи?</p><img src="cid:views">',
    pictures=(Picture("views", PNG, "Views by day", 480, 170),),
    unsubscribe="https://k.example/unsubscribe/abc.def",
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


def send(
    port: int,
    letter: Letter = LETTER,
    to: str = "ann@daily.example",
    sender: str = "Kindly <kindly@k.example>",
    **server: object,
) -> None:
    message = mail.message(letter, sender, to, "report.1")
    mail.send(Server(host="127.0.0.1", port=port, **server), message)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", Server(host="mail.example", port=587)),
        ("smtps://mail.example", Server(host="mail.example", port=465, tls=True)),
        (
            "smtp://kindly%40x:p%2Fw@mail.example:2525/",
            Server(host="mail.example", port=2525, user="kindly@x", password="p/w"),
        ),
    ],
)
def test_server_read(url: str, server: Server) -> None:
    assert mail.read_server(url) == server


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("mail.example:587", "must look like"),
        ("http://mail.example", "must look like"),
        ("smtp://", "must look like"),
        ("smtp://mail.example/box", "nothing may follow"),
        ("smtp://user:pa#ss@mail.example", "must look like|nothing may follow|number"),
        ("smtp://user:p%C3%BC@mail.example", "must be ASCII"),
        ("smtp://mail.example:x", "port must be"),
        ("smtp://mail.example:70000", "port must be"),
    ],
)
def test_wrong_server_told(url: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        mail.read_server(url)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("kindly@k.example", True),
        ("Kindly & Söhne <kindly@k.example>", True),
        ("Kindly <k@münchen.example>", True),
        ("Kindly <kü@k.example>", False),
        ("kindly@k..example", False),
        ("", False),
        ("kindly", False),
        ("Kindly <kindly>", False),
        ("a@b.example\nBcc: c@d.example", False),
    ],
)
def test_sender(text: str, right: bool) -> None:
    assert mail.is_sender(text) is right


def test_plain(box: Mailbox) -> None:
    send(box.port)
    [letter] = box.letters
    assert (letter["From"], letter["To"], letter["Subject"]) == (
        "Kindly <kindly@k.example>",
        "ann@daily.example",
        "Тиждень: <b> & co",
    )
    assert letter["Message-ID"] == "<report.1@k.example>"
    assert letter["List-Unsubscribe"] == "<https://k.example/unsubscribe/abc.def>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert box.encrypted == [False]


def test_parts(box: Mailbox) -> None:
    send(box.port)
    [letter] = box.letters
    kinds = [part.get_content_type() for part in letter.walk()]
    assert kinds == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ]
    text, html, png = (part for part in letter.walk() if not part.is_multipart())
    assert text.get_content().splitlines() == ["Як справи?", ".", "End"]
    assert "cid:views" in html.get_content()
    assert (png["Content-ID"], png.get_content(), png.get_content_disposition()) == ("<views>", PNG, "inline")


@pytest.mark.parametrize(
    ("unsubscribe", "headers"),
    [("", (None, None)), ("http://k.example/u", ("<http://k.example/u>", None))],
)
def test_one_click_by_https_alone(unsubscribe: str, headers: tuple[str | None, str | None]) -> None:
    letter = mail.message(
        Letter(subject="", text="", html="", unsubscribe=unsubscribe), "a@b.example", "c@d.example", "1"
    )
    assert (letter["List-Unsubscribe"], letter["List-Unsubscribe-Post"]) == headers


@pytest.mark.parametrize("host", ["k.example", f"{'a' * 60}.{'b' * 60}.{'c' * 60}.example"])
def test_the_address_that_ends_it_is_one_line_and_not_encoded(box: Mailbox, host: str) -> None:
    url = f"https://{host}/unsubscribe/{'Ab_-' * 20}"
    send(box.port, Letter(subject="s", text="t", html="h", unsubscribe=url))
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in box.raw[0]


def test_a_long_subject_is_folded(box: Mailbox) -> None:
    send(box.port, Letter(subject="Тиждень у цифрах " * 10, text="t", html="h"))
    head = box.raw[0].partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return certificate


def test_by_starttls_and_signed_in(trusted: Path) -> None:
    with mailbox(trusted, login=True) as box:
        send(box.port, user=USER, password=PASSWORD)
        assert box.encrypted == [True]


def test_by_tls_from_the_start(trusted: Path) -> None:
    with mailbox(trusted, implicit=True) as box:
        send(box.port, tls=True)
        assert box.encrypted == [True]


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with mailbox(certificate) as box:
        with pytest.raises(MailError, match="certificate verify failed") as failed:
            send(box.port)
        assert failed.value.sure
        assert box.letters == []


def test_wrong_password_is_the_operators_to_mend(trusted: Path) -> None:
    with mailbox(trusted, login=True) as box, pytest.raises(MailError, match="refuses the user") as failed:
        send(box.port, user=USER, password="x")
    assert (failed.value.sure, failed.value.final) == (True, False)


def test_no_password_in_the_clear(box: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_LOOPBACK", set())
    with pytest.raises(MailError, match="offers no STARTTLS"):
        send(box.port, user=USER, password=PASSWORD)


@pytest.mark.parametrize(
    ("command", "answer", "sure", "final", "recipient", "taken"),
    [
        ("mail", "550 not you", True, False, False, 0),
        ("mail", "450 later", True, False, False, 0),
        ("rcpt", "550 nobody", True, True, True, 0),
        ("rcpt", "450 later", True, False, True, 0),
        ("rcpt", "421 closing", True, False, False, 0),
        ("data", "554 spam", True, True, True, 0),
        ("data", "451 later", True, False, True, 0),
        ("data", "421 closing", True, False, False, 0),
        ("data", "take and hang up", False, False, False, 1),
    ],
)
def test_what_an_answer_means(
    box: Mailbox, command: str, answer: str, sure: bool, final: bool, recipient: bool, taken: int
) -> None:
    setattr(box, f"on_{command}", [answer])
    with pytest.raises(MailError) as failed:
        send(box.port)
    told = (failed.value.sure, failed.value.final, failed.value.recipient)
    assert (*told, len(box.letters)) == (sure, final, recipient, taken)


def test_nobody_there() -> None:
    with mailbox() as box:
        port = box.port
    with pytest.raises(MailError) as failed:
        send(port)
    assert (failed.value.sure, failed.value.final, failed.value.recipient) == (True, False, False)


def test_a_server_of_no_possible_name() -> None:
    with pytest.raises(MailError):
        mail.send(
            Server(host="mail..example", port=25), mail.message(LETTER, "a@b.example", "c@d.example", "1")
        )


@pytest.mark.parametrize(
    "to", ["їжак@daily.example", "a,b@daily.example", "a@", "a@b..c", "a b@daily.example"]
)
def test_no_letter_can_be_sent_there(to: str) -> None:
    with pytest.raises(MailError, match="no letter can be sent") as failed:
        send(1, to=to)
    assert (failed.value.final, failed.value.recipient) == (True, True)


def test_no_letter_can_come_from_there() -> None:
    with pytest.raises(MailError, match="no letter can come from") as failed:
        send(1, sender="Kindly <kü@k.example>")
    assert (failed.value.final, failed.value.recipient) == (False, False)


def test_a_domain_in_another_script(box: Mailbox) -> None:
    send(box.port, to="ann@приклад.укр")
    assert box.recipients == ["ann@xn--80aikifvh.xn--j1amh"]


def test_from_a_domain_in_another_script(box: Mailbox) -> None:
    send(box.port, sender="Kindly & Söhne <k@münchen.example>")
    [letter] = box.letters
    assert box.senders == ["k@xn--mnchen-3ya.example"]
    assert letter["From"] == "Kindly & Söhne <k@xn--mnchen-3ya.example>"
    assert letter["Message-ID"] == "<report.1@xn--mnchen-3ya.example>"
