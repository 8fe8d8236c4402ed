"""The API described for programs (OpenAPI 3.1), from the very structs that it reads and writes."""

from functools import cache
from typing import Any

import msgspec

from service.api import problems, raw
from service.api.describe import Description
from service.api.problems import KINDS, Problem
from service.metrics.dimensions import DIMENSIONS
from service.metrics.metrics import Answer
from service.metrics.query import METRICS, Query

VERSION = "1.0"
Schema = dict[str, Any]

#: Kinds of problem that any request with a token may meet.
_WITH_TOKEN = ("no-token", "not-in-scope", "too-many")
_WORDS = {
    "RateLimit-Policy": "Requests (q) in a window of seconds (w) that the token may make.",
    "RateLimit": "Requests left (r), and seconds until all are again (t).",
    "Retry-After": "Seconds to wait.",
}


@cache
def document() -> bytes:
    """The whole document, as JSON."""
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Kindly",
                "version": VERSION,
                "description": "What ad blocking costs, article by article, and whether asking helps.",
                "license": {"name": "MIT", "identifier": "MIT"},
            },
            "servers": [{"url": "/"}],
            "security": [{"token": []}],
            "paths": _paths(),
            "components": {
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
                "schemas": _schemas(),
            },
        }
    )


def _schemas() -> Schema:
    """Of every struct, by its name; what a question may name is listed."""
    types = (Query, Answer, Description, raw.Listing, Problem)
    _, found = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    asked = found["Query"]["properties"]
    asked["metrics"]["items"]["enum"] = list(METRICS)
    asked["dimensions"]["items"]["enum"] = list(DIMENSIONS)
    asked["filters"]["items"]["prefixItems"][1]["enum"] = list(DIMENSIONS)
    asked["order_by"]["items"]["prefixItems"][0]["enum"] = [*METRICS, *DIMENSIONS]
    return found


def _paths() -> Schema:
    return {
        "/api/v1/query": {
            "post": _operation(
                "query",
                "Metrics by dimensions",
                ("not-readable", "unknown-name", "impossible-days", "other-site", "too-large"),
                {"200": _json("The rows, and what they mean.", "Answer")},
                requestBody={"required": True, "content": _content("application/json", _of("Query"))},
            )
        },
        "/api/v1/meta": {
            "get": _operation(
                "meta",
                "Metrics, dimensions, ops and limits, with their definitions",
                (),
                {"200": _json("What may be asked.", "Description")},
            )
        },
        "/api/v1/segments": {
            "get": _operation(
                "segments",
                "Raw segments of days that can change no more; scope export",
                ("not-readable",),
                {"200": _json("The segments, the oldest day first.", "Listing")},
                parameters=_span(),
            )
        },
        "/api/v1/segments/{path}": {"get": _segment()},
        "/api/v1/openapi.json": {
            "get": {
                "operationId": "openapi",
                "summary": "This document",
                "security": [],
                "responses": {
                    "200": {
                        "description": "OpenAPI 3.1.",
                        "content": _content("application/json", {"type": "object"}),
                    }
                },
            }
        },
    }


def _segment() -> Schema:
    file = _content(raw.MEDIA_TYPE, {"type": "string", "format": "binary"})
    return _operation(
        "segment",
        "One segment, as Parquet; scope export",
        ("no-such-segment", "no-such-range"),
        {
            "200": _answer("The file.", file),
            "206": _answer("The bytes that a Range header asked for.", file),
        },
        parameters=[
            {
                "name": "path",
                "in": "path",
                "required": True,
                "schema": {"type": "string", "minLength": 1},
                "description": "As listed; its slashes may be sent as they are.",
            }
        ],
    )


def _span() -> list[Schema]:
    _, found = msgspec.json.schema_components([raw.Span])
    return [
        {"name": name, "in": "query", "schema": {"type": "string", "format": "date"}}
        for name in found["Span"]["properties"]
    ]


def _operation(name: str, summary: str, refusals: tuple[str, ...], answers: Schema, **more: Any) -> Schema:
    return {
        "operationId": name,
        "summary": summary,
        **more,
        "responses": {**answers, **_refusals((*refusals, *_WITH_TOKEN))},
    }


def _refusals(names: tuple[str, ...]) -> Schema:
    """Responses by status; problems of one status stand together."""
    titles: dict[int, list[str]] = {}
    for name in names:
        titles.setdefault(KINDS[name].status, []).append(f"{KINDS[name].title} (`/problems/{name}`).")
    return {
        str(status): _answer(" ".join(found), _content(problems.MEDIA_TYPE, _of("Problem")), status)
        for status, found in sorted(titles.items())
    }


def _json(words: str, name: str) -> Schema:
    return _answer(words, _content("application/json", _of(name)))


def _answer(words: str, content: Schema, status: int = 200) -> Schema:
    told = [] if status == 401 else ["RateLimit-Policy", "RateLimit", *(["Retry-After"] * (status == 429))]
    headers = {name: {"description": _WORDS[name], "schema": {"type": "string"}} for name in told}
    return {"description": words, "content": content, **({"headers": headers} if headers else {})}


def _content(media_type: str, schema: Schema) -> Schema:
    return {media_type: {"schema": schema}}


def _of(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
