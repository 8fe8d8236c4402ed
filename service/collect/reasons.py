"""Why a beacon was dropped: a closed set, each with its status. docs/wire.md explains them to integrators."""

#: Reason -> HTTP status. `ok` is an answer too, so that one counter tells all.
STATUS = {
    "ok": 204,
    "malformed": 400,
    "invalid": 400,
    "site": 400,
    "clock": 400,
    "closed": 400,
    "origin": 403,
    "too_large": 413,
    "rate": 429,
    "busy": 503,
    "disk": 503,
    "stopping": 503,
}

_SENTENCES = {
    "malformed": "The body is not one JSON object.",
    "invalid": "A value is of the wrong type or outside its limits.",
    "site": "No site has this key.",
    "clock": "The view claims to begin more than a day from now.",
    "closed": "The view is closed: begin a new one.",
    "origin": "This origin is not on the site's list.",
    "too_large": "A request has at most 16384 bytes.",
    "rate": "Too many beacons from this address.",
    "busy": "The queue is full; send again later.",
    "disk": "The beacon could not be written; send again later.",
    "stopping": "The service is stopping; send again later.",
}


class Dropped(Exception):
    """A beacon is refused: `reason` is a key of STATUS, the message is a sentence for the integrator."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{_SENTENCES[reason]} {detail}".rstrip())
        self.reason = reason
