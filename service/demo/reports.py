"""What readers of the demo newsroom have reported, and what its desk made of it."""

from typing import Literal

import msgspec

State = Literal["new", "accepted", "rejected", "fixed"]


class Told(msgspec.Struct, frozen=True):
    """One reader's report, so many hours ago; the quote stands in the article, or did (`Case.was`)."""

    hours: float
    exact: str
    suggestion: str = ""
    comment: str = ""
    email: str = ""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the article `slug`, the readers who reported it, and how it stands.

    Where it has been mended the article held `was` in place of `now`. `hours` says how long ago it came into
    its state; `by_itself`: not by the desk. `mine`: the editor has it. `remark` is the desk's.
    """

    slug: str
    told: tuple[Told, ...]
    state: State = "new"
    hours: float = 0
    was: str = ""
    now: str = ""
    by_itself: bool = False
    mine: bool = False
    remark: str = ""


#: Everything that can be wrong with a text at once: markup, a formula, signs that turn or are not seen.
HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>'

CASES = (
    Case(
        slug="ferry-chain-parts-mid-river",
        told=(
            Told(3.6, "twenty past seven this morning", "ten past seven this morning"),
            Told(
                2.9,
                "at twenty past seven",
                "at ten past seven",
                "I was on the seven o’clock. It was ten past.",
            ),
            Told(2.2, "twenty past seven", "ten past seven", "", "r.hollin@reader.example"),
            Told(0.8, "twenty past seven", "", "Your own alert said 7.10?"),
        ),
    ),
    Case(
        slug="ferry-chain-parts-mid-river",
        told=(
            Told(3.1, "a round trip of thirty-four kilometres", "a round trip of forty-three kilometres"),
            Told(1.5, "thirty-four kilometres", "forty-three kilometres", "Drove it today: 43 on the clock."),
        ),
        state="accepted",
        hours=1.2,
        mine=True,
        remark="Asked the county for the length by the new road.",
    ),
    Case(
        slug="ferry-chain-parts-mid-river",
        told=(
            Told(2.4, "nine weeks ago", "", "Nine weeks or nine months? The Trust’s notice says February."),
        ),
    ),
    Case(
        slug="ferry-chain-parts-mid-river",
        told=(
            Told(3.9, "The mate, Josip Arand, let it go", "The mate, Josip Arrand, let it go"),
            Told(3.7, "Josip Arand", "Josip Arrand", "He spells it with two r."),
            Told(3.4, "Josip Arand", "Josip Arrand"),
        ),
        state="fixed",
        hours=2.6,
        was="Josip Arand",
        now="Josip Arrand",
        by_itself=True,
    ),
    Case(
        slug="eelgrass-returns-to-hask-sound",
        told=(
            Told(9, "just under four hectares", "just over four hectares", "", "a.fenn@reader.example"),
            Told(5, "under four hectares", "over four hectares", "The survey’s summary says 4.2."),
        ),
    ),
    Case(
        slug="eelgrass-returns-to-hask-sound",
        told=(Told(11, "fifteen-spined sticklebacks", "fifteen‑spined stickleback"),),
        state="rejected",
        hours=8,
        remark="More than one was counted; the plural stays.",
    ),
    Case(
        slug="night-bus-volunteers-count",
        told=(Told(20, "at twenty to midnight", "at 23.40"),),
        state="rejected",
        hours=17,
        remark="House style: times in words in the first sentence.",
    ),
    Case(
        slug="night-bus-volunteers-count",
        told=(
            Told(23, "The avarage was 11.3", "The average was 11.3"),
            Told(22, "avarage", "average"),
            Told(21, "avarage", "average", "typo"),
            Told(19, "The avarage", "The average"),
        ),
        state="fixed",
        hours=18,
        was="The avarage was 11.3",
        now="The average was 11.3",
    ),
    Case(
        slug="library-of-borrowed-instruments",
        told=(
            Told(
                30,
                "Loosen the bow. If you break it",
                "Loosen the bow. If you break one",
                "The bow, or the cello?",
            ),
        ),
    ),
    Case(
        slug="mud-that-remembers-a-storm",
        told=(
            Told(15, "That’s about six hours", "That’s about sixteen hours", "", "l.marsh@reader.example"),
            Told(12, "about six hours", "about sixteen hours", "She said sixteen in her lecture."),
            Told(7, "six hours", "sixteen hours"),
        ),
    ),
    Case(
        slug="school-tide-gauge",
        told=(
            Told(
                70,
                "eleven months of it",
                "ten months of it",
                "They began in January.",
                "parent@reader.example",
            ),
            Told(41, "eleven months", "ten months"),
        ),
        state="accepted",
        hours=38,
    ),
    Case(
        slug="school-tide-gauge",
        told=(Told(100, "a hundred and seventy meters", "a hundred and seventy metres"),),
        state="fixed",
        hours=31,
        was="a hundred and seventy meters",
        now="a hundred and seventy metres",
        mine=True,
    ),
    Case(
        slug="swifts-in-the-grain-silo",
        told=(
            Told(120, "Gethin Marsh", "Gethyn Marsh", "My neighbour. He minds.", "t.arkell@reader.example"),
            Told(90, "Gethin Marsh", "Gethyn Marsh"),
        ),
        state="accepted",
        hours=60,
        mine=True,
        remark="Left him a message.",
    ),
    Case(
        slug="swifts-in-the-grain-silo",
        told=(Told(66, "a hundred and eighty ventilation slots", "a hundred and eight ventilation slots"),),
    ),
    Case(
        slug="swifts-in-the-grain-silo",
        told=(
            Told(130, "whose stairs where removed", "whose stairs were removed"),
            Told(128, "where removed", "were removed"),
        ),
        state="fixed",
        hours=101,
        was="and had got as far as seeing whose stairs where removed",
        now="and had got as far as removing the stairs",
        by_itself=True,
    ),
    Case(
        slug="council-counts-its-benches",
        told=(Told(150, "Velmouth owns 412 benches", "Velmouth has 412 benches"),),
        state="rejected",
        hours=140,
        remark="Owns is right: only the council’s own were counted.",
    ),
    Case(
        slug="council-counts-its-benches",
        told=(
            Told(200, "four hundred and sixty meters, uphill", "four hundred and sixty metres, uphill"),
            Told(190, "sixty meters", "sixty metres"),
        ),
        state="fixed",
        hours=185,
        was="four hundred and sixty meters, uphill",
        now="four hundred and sixty metres, uphill",
        mine=True,
    ),
    Case(
        slug="council-counts-its-benches",
        told=(Told(52, "Two face a wall", "One faces a wall", "The other was turned round in spring."),),
    ),
    Case(
        slug="walking-football-league",
        told=(
            Told(80, "has nine teams and is in its sixth season", "has ten teams and is in its sixth season"),
        ),
    ),
    Case(
        slug="walking-football-league",
        told=(
            Told(44, "the goalkeeper", HOSTILE, HOSTILE),
            Told(
                43,
                "the goalkeeper",
                "the \u202ereepeklaog",
                '=HYPERLINK("https://reader.example/x";"prize")\x07 \u202egnp.exe',
            ),
        ),
    ),
    Case(
        slug="walking-football-league",
        told=(Told(180, "Dougal Ferant", "Dougal Ferrant"), Told(176, "Ferant", "Ferrant")),
        state="fixed",
        hours=170,
        was="Dougal Ferant",
        now="Dougal Ferrant",
    ),
    Case(
        slug="projectionist-of-the-regent",
        told=(
            Told(160, "closed it’s doors fourteen years ago", "closed its doors fourteen years ago"),
            Told(159, "it’s doors", "its doors"),
            Told(157, "it’s", "its", "its!"),
            Told(150, "closed it’s doors", "closed its doors"),
            Told(149, "it’s doors", "its doors", "", "m.oakes@reader.example"),
        ),
        state="fixed",
        hours=148,
        was="closed it’s doors fourteen years ago",
        now="closed its doors fourteen years ago",
        by_itself=True,
    ),
    Case(
        slug="what-an-advertisement-pays-for",
        told=(Told(210, "She had a blocker on her telephone", "", "Which one? I should like to try it."),),
        state="rejected",
        hours=205,
    ),
    Case(
        slug="taking-down-the-sea-wall",
        told=(Told(240, "two metres taller", "three metres taller", "Measured from the lane."),),
        state="accepted",
        hours=200,
    ),
    Case(
        slug="signwriter-of-the-fish-steps",
        told=(Told(300, "the lintel of the icehouse", "the lintel of the ice-house"),),
        state="fixed",
        hours=230,
        was="the lintel of the icehouse",
        now="the lintel of the ice-house",
    ),
    Case(
        slug="why-the-foghorn-sounds-lower",
        told=(
            Told(310, "falls below two miles", "falls below three miles", "", "keeper@reader.example"),
            Told(120, "below two miles", "below three miles"),
        ),
    ),
    Case(
        slug="rybnyi-rynok-pereizhdzhaie",
        told=(
            Told(40, "Це шістсот метрів пішки", "Це вісімсот метрів пішки", "Проходжу щодня."),
            Told(14, "шістсот метрів", "вісімсот метрів"),
        ),
    ),
    Case(
        slug="rybnyi-rynok-pereizhdzhaie",
        told=(Told(60, "на північний набережній", "на північній набережній"),),
        state="fixed",
        hours=49,
        was="на північний набережній",
        now="на північній набережній",
    ),
)
