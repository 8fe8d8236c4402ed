"""Every number of a page once more, by SQL over the raw segments: shares no code with the service."""

from pathlib import Path

import duckdb

#: A site's usual prices: CPM 2.5, and by device.
CPM = "CASE device WHEN 'phone' THEN 1.5 ELSE 2.5 END"

_VIEWS = f"""
SELECT *, NOT resumed AS begun,
       coalesce(blocker IN ('requests', 'cosmetic', 'dns'), false) AS lost,
       blocker NOT IN ('inconclusive', 'not_run') AS known,
       CASE WHEN revenue_micros > 0 THEN revenue_micros / 1e6 ELSE slots_viewable * {CPM} / 1000 END AS money
FROM read_parquet('{{files}}', hive_partitioning = true, union_by_name = true)
WHERE bot <> 'crawler' AND day BETWEEN '{{first}}' AND '{{last}}'
"""  # noqa: S608

#: What an unblocked view of the same cell brings; where those are fewer than 100, of a coarser one.
_RISK = """
WITH free AS (SELECT * FROM views WHERE known AND NOT lost),
  a AS (SELECT device, country, section, sum(begun::INT) n, sum(money) m FROM free GROUP BY ALL),
  b AS (SELECT device, section, sum(begun::INT) n, sum(money) m FROM free GROUP BY ALL),
  c AS (SELECT device, sum(begun::INT) n, sum(money) m FROM free GROUP BY ALL),
  d AS (SELECT sum(begun::INT) n, sum(money) m FROM free)
SELECT views.*, CASE WHEN NOT (lost AND begun) THEN 0 WHEN a.n >= 100 THEN a.m / a.n
  WHEN b.n >= 100 THEN b.m / b.n WHEN c.n >= 100 THEN c.m / c.n
  ELSE coalesce(d.m / nullif(d.n, 0), 0) END AS risk
FROM views LEFT JOIN a USING (device, country, section) LEFT JOIN b USING (device, section)
  LEFT JOIN c USING (device) CROSS JOIN d
"""

TOTALS = {
    "views": "sum(begun::INT)",
    "readers": "count(DISTINCT nullif(reader, 0))",
    "engaged time": "sum(engaged_ms) / 1000 / sum(begun::INT)",
    "scroll depth": "sum(scroll_pct) FILTER (begun) / sum(begun::INT)",
    "read rate": "count(*) FILTER (begun AND read) / sum(begun::INT)",
    "block rate": "count(*) FILTER (begun AND lost) / count(*) FILTER (begun AND known)",
    "revenue": "sum(money)",
    "revenue per 1,000 views": "sum(money) * 1000 / sum(begun::INT)",
    "at risk": "sum(risk)",
    "appeals shown": "count(*) FILTER (stages & 8 > 0)",
    "dismissed": "count(*) FILTER (stages & 16 > 0)",
    "allowed ads": "count(DISTINCT nullif(reader, 0)) FILTER (stages & 256 > 0 OR "
    "(known AND NOT lost AND recovered_rule > 0 AND allowed_days = 0))",
    "recovered, gross": "coalesce(sum(money) FILTER (known AND NOT lost AND recovered_rule > 0), 0)",
}


class Recount:
    """Counts over one site's segments, of the days first to last."""

    def __init__(self, data: Path, site: str, first: str, last: str) -> None:
        self._db = duckdb.connect()
        files = data / f"segments/site={site}/*/*.parquet"
        self._db.execute("CREATE TEMP TABLE views AS " + _VIEWS.format(files=files, first=first, last=last))
        self._db.execute("CREATE TEMP TABLE told AS " + _RISK)

    def rows(self, what: list[str], by: str = "''", where: str = "true") -> dict[str, tuple[float, ...]]:
        """Expressions by a column, of the views that a condition holds for."""
        found = self._db.execute(
            f"SELECT {by}::VARCHAR, {', '.join(what)} FROM told WHERE {where} GROUP BY 1"  # noqa: S608
        ).fetchall()
        return {key: tuple(values) for key, *values in found}
