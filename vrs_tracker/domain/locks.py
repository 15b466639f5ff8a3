"""Why something cannot be changed any more, and what to do instead: the sentences of every lock.

Each says first what is locked and why, then what the reader can do.
"""

from vrs_tracker.domain.notation import count

BOOKED_ROW = (
    "Diese Zeile ist gebucht und zählt in den Summen, darum bleibt sie, wie sie ist. Nehmen Sie sie mit "
    "Begründung zurück, und buchen Sie den richtigen Betrag neu."
)
REVERSED_ROW = (
    "Diese Buchung ist schon zurückgenommen; zweimal zöge sie ihren Betrag doppelt ab. Stimmt der Betrag "
    "doch, buchen Sie ihn neu."
)
FOREIGN_DRAFT = (
    "Diesen Entwurf hat eine andere Person der Haushaltsstelle geschrieben. Bearbeiten oder verwerfen können "
    "Sie ihn, sobald Sie ihn unter „Buchungen“ übernehmen; buchen können Sie ihn auch so."
)
WAITING_DRAFT = (
    "Dieser Entwurf wartet auf die zweite Person. Sie liest gerade, was die andere Person geschrieben hat. "
    "Übernehmen können Sie ihn, wenn er zurückgegeben ist."
)
GIVEN_OUT_TEXTS = (
    "Der Bericht ist versandfertig, seine Texte stehen fest. Wer ihn gelesen hat, verlässt sich auf sie. Was "
    "sich geändert hat, gehört in den nächsten Bericht. Ist etwas falsch, berichtigen Sie es mit einer "
    "Ergänzung, oder bitten Sie die Geschäftsstelle, den Bericht zur Berichtigung zu öffnen."
)
GIVEN_OUT_DRAFT = "Dieser Bericht ist ausgegeben und hat keinen Entwurf mehr. Lesen Sie ihn unter „Berichte“."
CONFIRMED_UPDATE = (
    "Die Meldung ist bestätigt und steht so im Bericht. Stimmt etwas nicht, bitten Sie die "
    "Geschäftsstelle, sie zur Überarbeitung zurückzugeben."
)
THE_MOTION = (
    "Der Antrag ist schon erfasst. Er gibt wieder, was 2021 gedruckt wurde, und ändert sich nicht mehr. "
    "Was seither beschlossen ist, erfassen Sie als Beschluss oder beim Baustein."
)


def balances_given_out(state: str, moved: int = 0) -> str:
    """Say that the Abgleich stands as the report tells it, and what it means that ours has moved since.

    `state` is that of the half-year in words, `moved` in how many rows our balance is another one now.
    """
    if not moved:
        return (
            f"Der Bericht ist {state}; der Abgleich gehört zu seinen Zahlen und steht fest. Muss er "
            "geändert werden, öffnet die Geschäftsstelle den Bericht zur Berichtigung."
        )
    rows = count(moved, "Zeile", "Zeilen")
    return (
        f"Der Bericht ist {state}, und der Abgleich steht hier, wie er zu seinen Zahlen gehört. In {rows} "
        "hat sich der Stand hier seither geändert; dort steht auch der von jetzt. Der nächste Bericht nennt "
        "das als Berichtigung; muss schon der ausgegebene stimmen, berichtigt oder ergänzt ihn die "
        "Geschäftsstelle."
    )


def collection_closed(half_year: str) -> str:
    """Say that the updates of a half-year are collected."""
    return (
        f"Die Sammlung für das {half_year} ist abgeschlossen. Ist Ihre Meldung dringend, rufen Sie die "
        "Programmkoordination an; sonst erscheint sie im nächsten Bericht."
    )


def not_yet_collected(half_year: str) -> str:
    """Say that the updates of a half-year are not asked for yet."""
    return (
        f"Für das {half_year} werden noch keine Meldungen gesammelt. Sobald die Programmkoordination sie "
        "anfordert, finden Sie Ihre unter „Meine Aufgaben“."
    )


def figures_frozen(as_of: str, frozen_on: str) -> str:
    """Say that the figures of a half-year are frozen; both days as people write them."""
    return (
        f"Die Zahlen zum {as_of} sind seit dem {frozen_on} festgeschrieben. Ihre Meldung wird im nächsten "
        "Bericht erscheinen; ist sie dringend, rufen Sie die Programmkoordination an."
    )


def not_filed(state: str) -> str:
    """Say that an update in this state, in quotes, cannot be taken back."""
    return (
        f"Die Meldung ist {state}; zurückholen lässt sich nur eine abgegebene. Einen Entwurf schreiben Sie "
        "weiter, eine bestätigte gibt die Geschäftsstelle auf Ihre Bitte zurück."
    )
