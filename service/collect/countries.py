"""Countries: of an address, by a MaxMind-format file that the operator may bring."""

from functools import lru_cache
from ipaddress import ip_address
from itertools import islice
from pathlib import Path

import maxminddb
from maxminddb.types import Record

from service.collect.pseudonym import network
from service.config import ConfigError

#: Rows read at start to see that the file knows countries at all: an ASN file opens just as well.
_ROWS_TRIED = 10_000


class Countries:
    """Look-ups in one file, or in none. Raises ConfigError, saying what is wrong, when it cannot serve."""

    def __init__(self, file: Path | None = None) -> None:
        self._database = _open(file) if file else None
        self._cached = lru_cache(maxsize=16_384)(self._look_up)

    def country(self, address: str) -> str:
        """ISO 3166-1 alpha-2 code of the address's country, '' where it is not known. Never raises."""
        return self._cached(address) if self._database else ""

    def close(self) -> None:
        """Release the file; look-ups after it answer ''."""
        database, self._database = self._database, None
        if database is not None:
            database.close()

    def _look_up(self, address: str) -> str:
        if self._database is None:
            return ""
        try:
            return _code(self._database.get(ip_address(network(address).partition("/")[0])))
        except (ValueError, maxminddb.InvalidDatabaseError):
            return ""


def _open(file: Path) -> maxminddb.reader.Reader:
    try:
        database = maxminddb.open_database(file)
        kind = database.metadata().database_type
        knows = any(_code(record) for _, record in islice(database, _ROWS_TRIED))
    except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
        raise ConfigError(f"--country-file {file} is not a readable MaxMind-format file") from error
    if not knows:
        database.close()
        raise ConfigError(f"--country-file {file} is of type {kind!r} and holds no countries")
    return database


def _code(record: Record | None) -> str:
    """The code, in `country.iso_code` (MaxMind, DB-IP) or a flat `country_code` or `country`."""
    if not isinstance(record, dict):
        return ""
    country = record.get("country")
    code = country.get("iso_code") if isinstance(country, dict) else record.get("country_code") or country
    return code if isinstance(code, str) and len(code) == 2 and code.isascii() and code.isupper() else ""
