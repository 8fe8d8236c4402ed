"""The tag that a publisher pastes, made from what a person chose; docs/embed.md explains each attribute."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from service.catalog.origins import normalise
from service.catalog.sites import CONSENT_MODES, Site
from service.page.language import N_, _

#: A page has a handful of ad hosts; the attribute must stay readable.
MOST_HOSTS = 20
#: When the tag may measure, by consent mode
MODES = {
    "required": N_("Only after the reader has agreed"),
    "notice": N_("From the start; your privacy notice says so"),
    "off": N_("From the start; consent is settled elsewhere"),
}
_LONGEST = 2_000


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What the tag is to say. `service` is the origin that serves it; hosts are origins or host names.

    `notes`: it takes corrections whatever the reader consents to, besides measuring or as its only work.
    """

    service: str
    consent: str
    ad_hosts: tuple[str, ...] = ()
    tracker_hosts: tuple[str, ...] = ()
    notes: Literal["", "too", "only"] = ""


class Read(msgspec.Struct, frozen=True):
    """The choices that could be read, the fields as they were typed, and what is wrong with some of them."""

    choices: Choices
    typed: dict[str, str]
    problems: dict[str, str]


def read(query: Mapping[str, str], site: Site, service: str) -> Read:
    """The choices in a form's fields; where one is missing or wrong, what the site and the request say.

    `service` is the address at which the person's browser reached this service.
    """
    typed = {
        name: query.get(name, default)[:_LONGEST]
        for name, default in (("service", service), ("consent", site.consent), ("ads", ""), ("trackers", ""))
    }
    problems = {}
    chosen = normalise(typed["service"].strip())
    if not chosen:
        problems["service"] = _("This is no address of a service. Write it like https://k.example.org")
    if typed["consent"] not in CONSENT_MODES:
        typed["consent"] = site.consent
    hosts = {name: tuple(dict.fromkeys(typed[name].split())) for name in ("ads", "trackers")}
    for name, wanted in hosts.items():
        if problem := _problem(wanted):
            problems[name], hosts[name] = problem, ()
    choices = Choices(
        service=chosen or normalise(service) or site.origins[0],
        consent=typed["consent"],
        ad_hosts=hosts["ads"],
        tracker_hosts=hosts["trackers"],
    )
    return Read(choices, typed, problems)


def tag(site: Site, choices: Choices) -> str:
    """What to paste, an attribute a line. Those at their defaults are left out."""
    attributes = [
        ("src", f"{choices.service}/k.js"),
        ("data-site", site.key),
        ("data-consent", choices.consent if choices.consent != "required" else ""),
        ("data-ad-hosts", " ".join(choices.ad_hosts)),
        ("data-tracker-hosts", " ".join(choices.tracker_hosts)),
        ("data-only", "notes" if choices.notes == "only" else ""),
    ]
    # Keys, origins and hosts were checked: none holds a quote or an ampersand.
    marks = ["data-notes"] if choices.notes == "too" else []
    told = "\n  ".join([*(f'{name}="{value}"' for name, value in attributes if value), *marks])
    return f"<script defer {told}></script>"


def warnings(site: Site, choices: Choices) -> list[str]:
    """What will go wrong with this tag on this site's pages, in sentences."""
    found = []
    host = _host(choices.service)
    homes = {_host(origin).removeprefix("www.") for origin in site.origins}
    if not any(host == home or host.endswith(f".{home}") for home in homes):
        found.append(
            _(
                "%(host)s is not on a domain of this site. Blockers take it for a third party, and just the "
                "readers whom you want to count may be missing. Better: a sub-domain such as %(better)s, or "
                "the site itself.",
                host=host,
                better=f"k.{min(homes, key=len)}",
            )
        )
    secure = [origin for origin in site.origins if origin.startswith("https:")]
    if secure and choices.service.startswith("http:"):
        found.append(
            _(
                "Browsers refuse a script from http:// on a page such as %(page)s. Serve it by HTTPS.",
                page=secure[0],
            )
        )
    return found


def _problem(hosts: tuple[str, ...]) -> str:
    if len(hosts) > MOST_HOSTS:
        return _("At most %(most)s hosts can be watched.", most=MOST_HOSTS)
    for host in hosts:
        if not normalise(host if "://" in host else f"https://{host}") or host.endswith("/"):
            return _(
                "“%(text)s” is no host. Write it like https://securepubads.g.doubleclick.net", text=host[:100]
            )
    return ""


def _host(origin: str) -> str:
    host = origin.partition("://")[2]
    return host[: host.index("]") + 1] if host.startswith("[") else host.partition(":")[0]
