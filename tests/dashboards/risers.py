"""A value that has most views now and was far behind in the days compared with."""

from service.metrics.metrics import Answer
from service.metrics.query import Query, Row
from tests.dashboards.fakes import NO_META, TODAY, TOTALS
from tests.dashboards.shelf import Rows


class Risers(Rows):
    """`riser` is first now; before, it came after `many` others and had 7 views."""

    def __init__(self, *dimensions: str, many: int) -> None:
        super().__init__({dimensions: [(_labels("riser", dimensions), {})]})
        self.dimensions, self.many = dimensions, many

    async def answer(self, query: Query) -> Answer:
        if query.to == TODAY or query.dimensions != self.dimensions:
            return await super().answer(query)
        views = {f"old {n}": 1_000.0 - n for n in range(self.many)} | {"riser": 7.0}
        found = [
            Row(
                _labels(name, self.dimensions),
                tuple(count if one == "views" else TOTALS[one] for one in query.metrics),
            )
            for name, count in views.items()
        ]
        return Answer(tuple(found[: query.limit]), NO_META)


def _labels(name: str, dimensions: tuple[str, ...]) -> tuple[str, ...]:
    return (name, *dimensions[1:])
