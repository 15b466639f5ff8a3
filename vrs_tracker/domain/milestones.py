"""Milestones in words: the title as the subject of a German sentence."""

from vrs_tracker.domain.notation import quoted

_ARTICLES: dict[str, tuple[str, ...]] = {
    "Der": (
        *(
            "abschluss",
            "anschluss",
            "antrag",
            "auftrag",
            "aufbau",
            "ausbau",
            "beginn",
            "bescheid",
            "beschluss",
        ),
        *(
            "betrieb",
            "einzug",
            "entwurf",
            "erwerb",
            "nachweis",
            "spatenstich",
            "sprung",
            "start",
            "umbau",
            "umzug",
        ),
        *("vertrag", "zuschlag"),
    ),
    "Die": (
        *("abnahme", "analyse", "freigabe", "inbetriebnahme", "phase", "übergabe", "vergabe", "wahl"),
        *("heit", "keit", "schaft", "tion", "tät", "ung"),
    ),
    "Das": ("angebot", "bauende", "gutachten", "konzept", "projektende", "richtfest", "verfahren"),
}
"""Endings of nouns with their article: in a German compound the last part decides."""

_ATTRIBUTES = frozenset({"der", "des", "einer", "eines", "für", "im", "in", "von"})


def subject_of(title: str) -> str:
    """Return a title as the subject of a sentence: "Der Baubeginn", "Die Inbetriebnahme des Labors".

    That takes a noun of known gender, alone or with an attribute. Any other title is quoted, as in
    "Der Meilenstein „Mietvertrag unterschrieben“".
    """
    words = title.split()
    if len(words) == 1 or (len(words) > 1 and words[1] in _ATTRIBUTES and words[-1][:1].isupper()):
        for article, endings in _ARTICLES.items():
            if words[0].casefold().endswith(endings):
                return f"{article} {title}"
    return f"Der Meilenstein {quoted(title)}"
