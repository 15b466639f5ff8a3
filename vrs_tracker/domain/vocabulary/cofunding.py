"""Codes of the co-funding watch and of amounts that partners propose."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class FundingRuleKind(CodeList):
    """What a rule of co-funding limits; amount or share, valid from, source are data (`funding_rule`)."""

    MUNICIPAL_MATCH = "municipal_match", "Kommune zahlt mindestens so viel wie die Region"
    REGIONAL_SHARE_MAX = "regional_share_max", "regionaler Anteil höchstens"
    PROGRAMME_CAP = "programme_cap", "Obergrenze des Programms"
    CALL_CAP = "call_cap", "Obergrenze des Aufrufs"


CAPS = frozenset({FundingRuleKind.PROGRAMME_CAP, FundingRuleKind.CALL_CAP})
"""Rules with a limit in euros, which are judged for the programme; the others are judged for each block."""


class RuleOutcome(CodeList):
    """How a rule of co-funding stands for a block, or for the programme, on one level of binding."""

    KEPT = "kept", "eingehalten"
    BROKEN = "broken", "nicht eingehalten"
    NOT_JUDGED = "not_judged", "nicht beurteilt"


class WarningKind(CodeList):
    """What the watch over co-funding warns about."""

    RULE_BROKEN = "rule_broken", "Regel nicht eingehalten"
    CAP_EXCEEDED = "cap_exceeded", "Obergrenze überschritten"
    COUNTERPART_OPEN = "counterpart_open", "Gegenfinanzierung nicht beschlossen"
    CANNOT_FLOW = "cannot_flow", "Mittel können nicht rechtzeitig abfließen"


class ProposalState(CodeList):
    """Where an amount stands that a partner proposes."""

    PROPOSED = "proposed", "vorgeschlagen"
    ASKED_BACK = "asked_back", "Rückfrage gestellt"
    ACCEPTED = "accepted", "übernommen"
    WITHDRAWN = "withdrawn", "zurückgezogen"


class ImportState(CodeList):
    """Where an uploaded file of amounts stands."""

    CHECKED = "checked", "geprüft, nicht gebucht"
    BOOKED = "booked", "gebucht"
    REVERSED = "reversed", "zurückgenommen"
    DISCARDED = "discarded", "verworfen"
