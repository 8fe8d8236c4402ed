"""What went wrong, for programs: problem details (RFC 9457)."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
#: Where msgspec says what is wrong, as in "... - at `$.filters[0][1]`".
_PLACE = re.compile(r" - at `(?:key in )?\$([^`]*)`$")
_STEP = re.compile(r"\.([A-Za-z_][\w]*)|\[(\d+)\]")


class Kind(NamedTuple):
    """One kind of problem: its status, its title, and what a caller can do."""

    status: int
    title: str
    remedy: str


KINDS = {
    "not-readable": Kind(
        400,
        "The request cannot be read",
        "Send what /api/v1/openapi.json describes; `errors` says where it differs.",
    ),
    "unknown-name": Kind(
        400, "A name is not known", "GET /api/v1/meta names all metrics, dimensions and ops."
    ),
    "impossible-days": Kind(
        400, "The days make no sense", "`from` must not be after `to`, nor the range longer than allowed."
    ),
    "no-token": Kind(
        401,
        "A token is needed",
        "Send `Authorization: Bearer TOKEN`; `kindly token add --site KEY` makes one.",
    ),
    "other-site": Kind(403, "The token is of another site", "A token opens one site; use that site's token."),
    "not-in-scope": Kind(
        403,
        "The token does not open this",
        "Make one that does: `kindly token add --site KEY --scope export`.",
    ),
    "no-such-path": Kind(
        404, "There is nothing at this address", "See /api/v1/openapi.json for what there is."
    ),
    "no-such-segment": Kind(
        404, "There is no such segment", "List them again: GET /api/v1/segments. A day's may be written anew."
    ),
    "method-not-allowed": Kind(405, "The method is not for this address", "`Allow` names the right ones."),
    "too-large": Kind(413, "The request is too large", "Ask with fewer filters or values."),
    "no-such-range": Kind(416, "The segment is shorter", "`Content-Range` says how many bytes there are."),
    "too-many": Kind(429, "Too many requests", "Wait the seconds that `Retry-After` says."),
}


class Place(msgspec.Struct, frozen=True):
    """What is wrong with one value; `pointer` is a JSON pointer to it as a URI fragment (RFC 6901)."""

    detail: str
    pointer: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """A problem (RFC 9457): `type` names its kind for programs, `detail` says for people what happened."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[Place, ...] = ()


def problem(
    name: str, detail: str, places: Iterable[str] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """The answer of one of KINDS; `places` are JSON pointers to what is wrong in the request."""
    kind = KINDS[name]
    # Error messages may quote half a character.
    words = detail.encode("utf-8", "replace").decode()
    errors = tuple(Place(words, f"#{place}") for place in places)
    content = Problem(f"/problems/{name}", kind.title, kind.status, words, errors)
    more = {"WWW-Authenticate": "Bearer"} if kind.status == 401 else {}
    return Response(
        msgspec.json.encode(content),
        kind.status,
        {"Cache-Control": "no-store", **more, **(headers or {})},
        media_type=MEDIA_TYPE,
    )


def unreadable(error: Exception) -> Response:
    """The answer to what msgspec could not decode, with the place that its message names."""
    text = str(error)
    found = _PLACE.search(text)
    steps = _STEP.findall(found[1]) if found else []
    places = ["".join(f"/{name or at}" for name, at in steps)] if found else []
    return problem("not-readable", text, places)
