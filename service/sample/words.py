"""Words of which a made-up newsroom's titles and names are put together. Nobody and no place is meant."""

SECTIONS = {
    "World": (
        "A border dispute",
        "A trade summit",
        "The island republic",
        "A river treaty",
        "A peace mission",
    ),
    "Politics": (
        "The budget bill",
        "A coalition partner",
        "The housing minister",
        "An audit",
        "The opposition",
    ),
    "Business": ("A family bakery", "The shipyard", "A start-up", "The grain market", "The regional bank"),
    "Local": (
        "The tram depot",
        "A village school",
        "The city council",
        "The old market hall",
        "The night bus",
    ),
    "Culture": ("A small theatre", "The film festival", "A lost manuscript", "The choir", "A street painter"),
    "Science": ("A comet", "The polar station", "A new alloy", "The seed bank", "A team of botanists"),
    "Sport": (
        "The women's team",
        "A marathon runner",
        "The chess club",
        "A young goalkeeper",
        "The rowing eight",
    ),
    "Health": (
        "A vaccine trial",
        "The night clinic",
        "A nurses' union",
        "The sleep study",
        "A rural surgery",
    ),
    "Opinion": ("The case for patience", "A city without cars", "Our school", "The quiet majority", "Trust"),
}
ACTIONS = (
    "wins a second chance",
    "faces a difficult winter",
    "opens its doors",
    "divides the town",
    "surprises the experts",
    "returns after ten years",
    "asks for more time",
    "breaks a record",
    "loses a key vote",
    "finds new friends",
    "moves to the harbour",
    "draws a crowd",
    "starts from nothing",
    "answers its critics",
)
TAILS = (
    "what happens next",
    "five things to know",
    "and nobody expected it",
    "voices from the street",
    "the numbers explained",
    "a report from the spot",
    "why it matters",
    "the story so far",
    "in pictures",
    "what it will cost",
    "who decides now",
    "a year later",
)
_FIRST = (
    "Ada Boris Clara Daryna Emil Freya Gleb Hanna Ivo Jana "
    "Karel Lidia Marek Nadia Oskar Petra Roman Sofia Taras Vera"
)
_ENDS = (
    "stone field wood mark well gate shore land ridge ford "
    "holm dale wick croft mere lane bank moor hill cross"
)

#: Forty bylines.
AUTHORS = tuple(
    f"{first} {start}{end}"
    for start in ("Alder", "Brook")
    for first, end in zip(_FIRST.split(), _ENDS.split(), strict=True)
)
