"""What is said of rules, in the language spoken."""

import datetime as dt

import pytest

from service.admin.tell import moment, percent, tell
from service.appeals.fields import FIELDS
from service.appeals.said import Counted, Joined, Said
from tests.ukrainian import speaking

AT = dt.datetime(2026, 11, 2, 14, 5, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "english", "ukrainian"),
    [
        (Said("Dialog"), "Dialog", "Діалогове вікно"),
        ("Dialog", "Dialog", "Dialog"),
        (Said("“%(text)s”", text="Dialog"), "“Dialog”", "«Dialog»"),
        (Said("“%(text)s”", text=Said("Dialog")), "“Dialog”", "«Діалогове вікно»"),
        (Said("%(share)s%% off", share=1_234.5), "1,234.5% off", "1\xa0234,5% off"),
        (Counted("%(num)s day", "%(num)s days", 1), "1 day", "1 день"),
        (Counted("%(num)s day", "%(num)s days", 3), "3 days", "3 дні"),
        (Counted("%(num)s day", "%(num)s days", 5_000), "5,000 days", "5\xa0000 днів"),
        (Joined(Said(" or "), [Said("phone"), "phone"]), "phone or phone", "телефон або phone"),
        ("", "", ""),
    ],
)
def test_only_what_is_said_is_translated(text: str, english: str, ukrainian: str) -> None:
    assert tell(text) == english
    with speaking("uk"):
        assert tell(text) == ukrainian


def test_dates_and_shares_are_written_as_the_language_has_them() -> None:
    assert (moment(AT), percent(0.1234)) == ("2 November 2026, 14:05", "12.3%")
    with speaking("uk"):
        assert (moment(AT, "d MMMM, HH:mm:ss"), percent(0.5)) == ("2 листопада, 14:05:09", "50,0 %")


def test_every_field_has_a_name_of_its_own() -> None:
    with speaking("uk"):
        assert len({tell(field.label) for field in FIELDS.values()}) == len(FIELDS)
