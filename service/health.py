"""`/health`, `/ready` and `/metrics`: for whoever runs the service."""

import hmac
import time
from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from service.catalog.deliveries import OUTCOMES, Outcome
from service.catalog.desk_deliveries import KINDS, Kind
from service.collect.reasons import STATUS
from service.corrections import reasons as note_reasons
from service.journal.journal import Journal
from service.ship import Shipper


class Counts:
    """Counts beacons by the reason of their answer. Every reason is there from the start, as 0."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        family = Counter("kindly_beacons", "Beacons by answer", ["reason"], registry=self.registry)
        self._by_reason = {reason: family.labels(reason) for reason in STATUS}
        self._foreign = Counter(
            "kindly_foreign_revenue_beacons",
            "Beacons whose revenue was not in their site's currency, and not taken",
            registry=self.registry,
        )

        reports = Counter("kindly_reports", "Weekly reports by outcome", ["outcome"], registry=self.registry)
        self._reports = {outcome: reports.labels(outcome) for outcome in OUTCOMES}

        notes = Counter(
            "kindly_notes",
            "Reports of mistakes, and questions about them, by answer",
            ["reason"],
            registry=self.registry,
        )
        self._notes = {reason: notes.labels(reason) for reason in note_reasons.STATUS}

        desks = Counter(
            "kindly_desk_deliveries",
            "Letters and webhooks to desks by outcome",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self._desks = {(kind, outcome): desks.labels(kind, outcome) for kind in KINDS for outcome in OUTCOMES}

    def count(self, reason: str) -> None:
        self._by_reason[reason].inc()

    def foreign_revenue(self) -> None:
        self._foreign.inc()

    def note(self, reason: str) -> None:
        self._notes[reason].inc()

    def told(self, kind: Kind, outcome: Outcome) -> None:
        self._desks[kind, outcome].inc()

    def report(self, outcome: Outcome) -> None:
        self._reports[outcome].inc()


class _Journal(Collector):
    def __init__(self, journal: Journal, shipper: Shipper) -> None:
        self._journal = journal
        self._shipper = shipper

    def collect(self) -> list[Metric]:
        j = self._journal
        return [
            CounterMetricFamily("kindly_commits", "Commits of the journal", value=j.commits),
            CounterMetricFamily("kindly_failed_commits", "Commits that failed", value=j.failed_commits),
            CounterMetricFamily("kindly_shipped_views", "Views shipped", value=self._shipper.shipped),
            GaugeMetricFamily("kindly_open_views", "Views that are open", value=len(j.open)),
            GaugeMetricFamily("kindly_queued_beacons", "Beacons that wait for a commit", value=j.queued),
            GaugeMetricFamily("kindly_journal_healthy", "1: the last commit worked", value=int(j.healthy)),
        ]


def routes(
    counts: Counts,
    journal: Journal,
    shipper: Shipper,
    token: str,
    failing: Callable[[], list[str]],
) -> list[BaseRoute]:
    """`failing` names background work that is not getting done; `token` opens `/metrics`, none shuts it."""
    counts.registry.register(_Journal(journal, shipper))
    began = time.monotonic()

    async def health(_: Request) -> Response:
        return PlainTextResponse(f"ok, up {time.monotonic() - began:.0f} s\n")

    async def ready(_: Request) -> Response:
        problems = [*failing(), *([] if journal.healthy else ["the journal cannot write"])]
        if problems:
            return PlainTextResponse("; ".join(problems) + "\n", 503)
        return PlainTextResponse("ready\n")

    async def metrics(request: Request) -> Response:
        _, _, shown = request.headers.get("authorization", "").partition(" ")
        if not token:
            return PlainTextResponse("Set --metrics-token (KINDLY_METRICS_TOKEN) to open this page.\n", 404)
        if not hmac.compare_digest(shown.encode(), token.encode()):
            return PlainTextResponse("A bearer token is needed.\n", 401, {"WWW-Authenticate": "Bearer"})
        return Response(generate_latest(counts.registry), media_type=CONTENT_TYPE_LATEST)

    return [Route("/health", health), Route("/ready", ready), Route("/metrics", metrics)]
