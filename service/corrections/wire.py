"""The wire format of `POST /v1/note` and `/v1/note/check`: docs/wire.md as types, every value bounded."""

import json
import re
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from service.corrections.anchor import LONGEST_SIDE, folded
from service.corrections.reasons import Turned
from service.corrections.work import Solution

T = TypeVar("T")

#: No control characters.
_CLEAN = r"^[^\x00-\x1f\x7f]*\Z"

#: Letters of any script, and nothing that means something in a `mailto:` link.
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+")

LONGEST_QUOTE = 1_000
LONGEST_COMMENT = 2_000

Site = Annotated[str, Meta(min_length=1, max_length=64, pattern=_CLEAN)]
Url = Annotated[str, Meta(max_length=2_048, pattern=_CLEAN)]
Ids = Annotated[tuple[Annotated[int, Meta(ge=1, le=2**53)], ...], Meta(max_length=100)]
Side = Annotated[str, Meta(max_length=LONGEST_SIDE)]


class Note(msgspec.Struct, frozen=True):
    """A reader's report. `took` is how long the dialog was open, ms; `name` a field that no reader sees."""

    site: Site
    id: Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}\Z")]
    url: Url
    exact: Annotated[str, Meta(min_length=1, max_length=LONGEST_QUOTE)]
    canonical: Url | None = None
    prefix: Side = ""
    suffix: Side = ""
    position: Annotated[int, Meta(ge=0, le=2**31 - 1)] = 0
    suggestion: Annotated[str, Meta(max_length=LONGEST_QUOTE)] = ""
    comment: Annotated[str, Meta(max_length=LONGEST_COMMENT)] = ""
    email: Annotated[str, Meta(max_length=254)] = ""
    language: Annotated[str, Meta(max_length=35, pattern=_CLEAN)] = ""
    version: Annotated[str, Meta(max_length=16, pattern=_CLEAN)] = ""
    took: Annotated[int, Meta(ge=0, le=2**53)] = 0
    name: str = ""
    work: Solution | None = None


class Check(msgspec.Struct, frozen=True):
    """What a page found of the corrections it was told of, by number."""

    site: Site
    url: Url
    canonical: Url | None = None
    here: Ids = ()
    gone: Ids = ()


def decode_note(body: bytes) -> Note:
    """The report in a request's body, as a page shows its text: every run of white space is one space.

    Raises Turned `malformed` or `invalid` with what is wrong.
    """
    note = _decoded(_note, body)
    exact = folded(note.exact)
    if not exact.strip():
        raise Turned("invalid", "Nothing is selected - at `$.exact`")
    return msgspec.structs.replace(
        note,
        exact=_whole(exact),
        prefix=_whole(folded(note.prefix)),
        suffix=_whole(folded(note.suffix)),
        suggestion=_whole(folded(note.suggestion).strip()),
        comment=_whole(note.comment.strip()),
        email=_address(note.email.strip()),
    )


def decode_check(body: bytes) -> Check:
    """What a page found; raises Turned `malformed` or `invalid` with what is wrong."""
    return _decoded(_check, body)


_note = msgspec.json.Decoder(Note)
_check = msgspec.json.Decoder(Check)


def _decoded(decoder: msgspec.json.Decoder[T], body: bytes) -> T:
    try:
        return decoder.decode(body)
    except msgspec.ValidationError as error:
        raise Turned("invalid", _short(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Turned("malformed", _short(error)) from None
    except RecursionError:
        raise Turned("malformed", "nested too deep") from None


def _whole(text: str) -> str:
    """SQLite's own functions end a text at its first NUL; HTML has none either, but this in its place."""
    return text.replace("\x00", "\ufffd")


def _address(text: str) -> str:
    """An e-mail address; '' for anything else, which is no reason to lose the report."""
    return text if _ADDRESS.fullmatch(text) else ""


def _short(error: Exception) -> str:
    return json.dumps(str(error)[:300])[1:-1]
