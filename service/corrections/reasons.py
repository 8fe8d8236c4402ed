"""What a reader's report, or a page's word on one, is answered: a closed set. docs/wire.md explains it."""

from service.collect import reasons
from service.collect.reasons import Dropped

#: Reason -> HTTP status. Those of beacons mean here what they mean there.
STATUS = {
    "taken": 200,
    "merged": 200,
    "known": 200,
    "honeypot": 200,
    "told": 200,
    "checked": 204,
    "off": 403,
    "quick": 429,
    "work": 428,
    "full": 429,
} | {
    reason: reasons.STATUS[reason]
    for reason in ("malformed", "invalid", "site", "origin", "too_large", "rate", "busy")
}
#: Seconds after which to come again.
RETRY_S = {"rate": 10, "quick": 2, "full": 3_600, "busy": 5}

_SENTENCES = {
    "off": "This site takes no reports.",
    "quick": "Nobody writes that fast; send again in a moment.",
    "work": "Many reports come in just now; do the work first.",
    "full": "The newsroom has as many open corrections as it can take.",
    "rate": "Too many reports at once; send again later.",
    "busy": "The report could not be written; send again later.",
}


class Turned(Dropped):
    """A report is not taken: `reason` is a key of STATUS, the message a sentence for the integrator.

    `body` stands in for the sentence where the answer is data.
    """

    def __init__(self, reason: str, detail: str = "", body: bytes = b"") -> None:
        sentence = _SENTENCES.get(reason)
        if sentence is None:
            super().__init__(reason, detail)
        else:
            Exception.__init__(self, f"{sentence} {detail}".rstrip())
            self.reason = reason
        self.body = body
