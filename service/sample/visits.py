"""How readers of one day visit: 200 readers make 300 views, the same pattern over and over.

Fixed proportions make the number of views exact, and a view's reader, session and place in the session
follow from its number alone.
"""

import random

READERS = 200
VIEWS = 300
TYPES = {
    "place": "INTEGER",
    "reader_no": "INTEGER",
    "session": "INTEGER",
    "step": "INTEGER",
    "steps": "INTEGER",
    "resuming": "BOOLEAN",
}
#: How many of the readers visit so: the views of each of their sessions.
_VISITS = (
    (141, (1,)),
    (18, (2,)),
    (14, (1, 1)),
    (8, (3,)),
    (5, (1, 2)),
    (4, (4,)),
    (3, (2, 3)),
    (2, (1, 1, 1, 1)),
    (1, (5,)),
    (1, (6,)),
)
#: So many come back to an article that they left open: 1 % of views are resumed ones.
_RESUMING = 3


def pattern() -> list[tuple[int, int, int, int, int, bool]]:
    """Rows of TYPES: each view's place, reader, session, step in it from 0, its steps, whether it resumes.

    In chance order of readers, so that a day that ends within a pattern has all kinds of them.
    """
    plans = [(sessions, False) for many, sessions in _VISITS for _ in range(many)]
    plans += [((2,), True)] * _RESUMING
    random.Random(1).shuffle(plans)
    steps = [
        (reader, session, step, length, resuming)
        for reader, (sessions, resuming) in enumerate(plans)
        for session, length in enumerate(sessions)
        for step in range(length)
    ]
    return [(place, *step) for place, step in enumerate(steps)]
