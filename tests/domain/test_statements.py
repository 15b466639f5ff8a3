"""A status update as a value: what goes on unchanged, and how it is told."""

from dataclasses import replace
from datetime import date

from vrs_tracker.domain.facts.blocks import Milestone
from vrs_tracker.domain.inputs.progress import (
    MilestoneInput,
    RatingInput,
    StatusInput,
    StepInput,
    WithheldText,
)
from vrs_tracker.domain.lights import Proposal
from vrs_tracker.domain.statements import (
    Line,
    carried_on,
    check_carried,
    compare,
    suggest_headline,
    tell_statement,
    with_proposals,
)
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    Light,
    MessageSource,
    StepOutcome,
    TextSlot,
    UpdateState,
)

LATE = Proposal(Light.AT_RISK, "„Umzug“ wird 47 Tage nach dem ersten Plan erwartet.")
CALM = Proposal(Light.ON_TRACK, "Kein Meilenstein ist verspätet.")


def proposals(schedule: Proposal = CALM) -> dict[Dimension, Proposal]:
    return dict.fromkeys(Dimension, CALM) | {Dimension.SCHEDULE: schedule}


def rating(reported: Light = Light.ON_TRACK, **rest: object) -> RatingInput:
    values = {"dimension": Dimension.SCHEDULE, "proposed": Light.ON_TRACK, "reported": reported} | rest
    return RatingInput(**values)  # type: ignore[arg-type] # the test names what it is about


def last_report(**rest: object) -> StatusInput:
    values: dict[str, object] = {
        "nothing_changed": False,
        "achieved": "Das Konzept liegt vor.",
        "headline": "Alles wie geplant.",
        "decision": "Soll der Standort wechseln?",
        "ratings": (rating(),),
        "next_steps": (StepInput(text="Umzug", due=date(2026, 9, 30)),),
    } | rest
    return StatusInput(**values)  # type: ignore[arg-type] # the test names what it is about


UNCHANGED = StatusInput(nothing_changed=True)


def test_the_proposal_of_the_rules_replaces_what_was_sent_along() -> None:
    sent = StatusInput(ratings=(rating(proposal_reason="erfunden"),))
    found = with_proposals(sent, proposals(LATE)).ratings[0]
    assert (found.proposed, found.proposal_reason, found.reported) == (*LATE, Light.ON_TRACK)


def test_everything_but_what_was_achieved_goes_on() -> None:
    found = carried_on(UNCHANGED, last_report(), proposals())
    assert (found.headline, found.decision) == ("Alles wie geplant.", "Soll der Standort wechseln?")
    assert found.next_steps == last_report().next_steps
    assert found.achieved == ""
    assert found.announced == ()


def test_what_the_new_statement_says_itself_stands() -> None:
    own = replace(
        UNCHANGED,
        announced=(StepOutcome.DONE,),
        headline="Ein neuer Satz.",
        ratings=(rating(Light.NOT_STARTED),),
        next_steps=(StepInput(text="Eröffnung"),),
    )
    found = carried_on(own, last_report(), proposals())
    assert (found.headline, found.ratings, found.next_steps) == (own.headline, own.ratings, own.next_steps)
    assert found.announced == (StepOutcome.DONE,)


def test_a_carried_text_stays_as_public_as_it_was() -> None:
    hidden = WithheldText(slot=TextSlot.HEADLINE, reason="Verhandlung")
    never = WithheldText(slot=TextSlot.ACHIEVED, reason="Verhandlung")
    last = last_report(withheld=(hidden, never))
    assert carried_on(UNCHANGED, last, proposals()).withheld == (hidden,)
    rewritten = replace(UNCHANGED, headline="Jetzt öffentlich.")
    assert carried_on(rewritten, last, proposals()).withheld == ()
    anew = replace(UNCHANGED, withheld=(replace(hidden, reason="neuer Grund"),))
    assert carried_on(anew, last, proposals()).withheld == anew.withheld


def test_between_calm_lights_a_carried_rating_follows_the_rules() -> None:
    last = last_report(ratings=(rating(Light.NOT_APPLICABLE, proposed=Light.NOT_APPLICABLE),))
    carried = with_proposals(carried_on(UNCHANGED, last, proposals()), proposals())
    assert carried.ratings[0].reported is Light.ON_TRACK
    assert check_carried(carried, last) == ()


def test_a_light_that_the_rules_see_otherwise_is_not_carried() -> None:
    last = last_report()
    moved = proposals(LATE)
    carried = with_proposals(carried_on(UNCHANGED, last, moved), moved)
    found = check_carried(carried, last)
    assert [violation.field for violation in found] == ["nothing_changed"]
    assert found[0].message == (
        "„Umzug“ wird 47 Tage nach dem ersten Plan erwartet. Vorgeschlagen ist bei „Termine“ deshalb "
        "„Abweichung“, zuletzt gemeldet war „planmäßig“. Wählen Sie „Ja“ und geben Sie Ihre Einschätzung "
        "neu ab."
    )


def test_a_reason_given_for_the_same_proposal_goes_on() -> None:
    late = rating(
        Light.ON_TRACK, proposed=Light.AT_RISK, deviation_reason="Das Ergebnis ist nicht gefährdet."
    )
    last, same = last_report(ratings=(late,)), proposals(LATE)
    carried = with_proposals(carried_on(UNCHANGED, last, same), same)
    assert check_carried(carried, last) == ()
    assert carried.ratings[0].deviation_reason == late.deviation_reason


def test_a_rating_given_anew_is_no_carried_one() -> None:
    last, moved = last_report(), proposals(LATE)
    own = replace(UNCHANGED, ratings=(rating(deviation_reason="Der Umzug ist unkritisch."),))
    carried = with_proposals(carried_on(own, last, moved), moved)
    assert check_carried(carried, last) == ()
    other = replace(UNCHANGED, ratings=(rating(dimension=Dimension.COST),))
    assert check_carried(with_proposals(other, proposals()), last) == ()


def test_an_update_is_told_in_the_order_of_the_form() -> None:
    statement = StatusInput(
        nothing_changed=False,
        announced=(StepOutcome.DONE, None),
        achieved="Das Konzept liegt vor.",
        money_change="Die Stadt gibt mehr.",
        ratings=(
            rating(
                Light.OFF_TRACK,
                deviation_reason="Ein Gewerk fehlt.",
                measure="Neue Ausschreibung.",
                measure_due=date(2026, 9, 16),
                options="Drei Wege.",
            ),
            rating(Light.AT_RISK, dimension=Dimension.COST, proposed=Light.NOT_APPLICABLE, measure="Prüfen."),
            rating(dimension=Dimension.RESULTS),
        ),
        risks_checked=True,
        next_steps=(StepInput(text="Umzug", due=date(2026, 9, 30)), StepInput(text="Eröffnung")),
        headline="Ein Satz.",
        withheld=(
            WithheldText(slot=TextSlot.HEADLINE, reason="Verhandlung"),
            WithheldText(slot=TextSlot.DECISION, reason="leer"),
        ),
        message_source=MessageSource.PHONE,
        message_note="am 09.07.",
    )
    assert tell_statement(statement, UpdateState.FILED) == {
        "Stand": "abgegeben, noch nicht bestätigt",
        "Gegenüber dem letzten Bericht": "geändert",
        "Angekündigte Schritte": "erledigt",
        "Was wurde erreicht?": "Das Konzept liegt vor.",
        "Kosten oder Anteile": "Die Stadt gibt mehr.",
        "Einschätzung Termine": (
            "kritisch; nach Regel: planmäßig; Begründung: Ein Gewerk fehlt; "
            "Gegenmaßnahme bis 16.09.2026: Neue Ausschreibung; Wahlmöglichkeiten: Drei Wege."
        ),
        "Einschätzung Kosten": "Abweichung; Gegenmaßnahme: Prüfen.",
        "Einschätzung Ergebnisse": "planmäßig",
        "Einschätzung Geld": "",
        "Risiken": "geprüft",
        "Nächste Schritte": "Umzug (September 2026)\nEröffnung",
        "Muss der Ausschuss etwas entscheiden?": "",
        "In einem Satz": "Ein Satz. (nicht öffentlich: Verhandlung)",
        "Quelle der Meldung": "telefonisch am 09.07.",
    }


def test_an_empty_draft_tells_nothing() -> None:
    told = tell_statement(StatusInput())
    assert {label for label, text in told.items() if text} == {"Quelle der Meldung"}
    assert tell_statement(UNCHANGED)["Gegenüber dem letzten Bericht"] == "unverändert"


def test_only_lines_that_differ_are_compared() -> None:
    before = {"Stand": "Entwurf", "In einem Satz": "eins"}
    now = {"Stand": "Entwurf", "In einem Satz": "zwei", "Risiken": "geprüft", "Geld": ""}
    assert compare(before, now) == (Line("In einem Satz", "eins", "zwei"), Line("Risiken", "", "geprüft"))


# ---------------------------------------------------------------- the sentence for the first page


def milestone(identity: int, title: str, forecast: date | None = date(2026, 7, 31)) -> Milestone:
    return Milestone(
        id=identity,
        title=title,
        baseline=date(2026, 7, 31),
        forecast=forecast,
        actual=None,
        shift_reason=None,
        shift_note="",
    )


KNOWN = (milestone(1, "Baubeginn"), milestone(2, "Mietvertrag unterschrieben", None))


def test_the_largest_shift_makes_the_sentence() -> None:
    new = StatusInput(
        milestones=(
            MilestoneInput(id=1, forecast=date(2026, 9, 16)),
            MilestoneInput(id=2, forecast=date(2026, 8, 1)),
            MilestoneInput(id=4711, forecast=date(2030, 1, 1)),
        )
    )
    assert suggest_headline(new, KNOWN) == "Der Baubeginn verschiebt sich um 47 Tage auf den 16.09.2026."


def test_else_what_was_reached_else_money_else_nothing() -> None:
    earlier = MilestoneInput(id=1, forecast=date(2026, 7, 1))
    reached = MilestoneInput(id=2, actual=date(2026, 7, 2))
    new = StatusInput(milestones=(earlier, reached), money_change="Die Stadt gibt mehr.")
    assert suggest_headline(new, KNOWN) == "Erreicht: Mietvertrag unterschrieben (02.07.2026)."
    assert suggest_headline(replace(new, milestones=()), KNOWN) == "Kosten oder Anteile haben sich geändert."
    assert suggest_headline(StatusInput(), KNOWN) == ""
