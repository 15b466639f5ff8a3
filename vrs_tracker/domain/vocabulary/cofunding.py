"""Codes of the co-funding watch and of amounts that partners propose."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class FundingRuleKind(CodeList):
    """What a rule of co-funding limits; amount or share, valid from, source are data (`funding_rule`)."""

    MUNICIPAL_MATCH = "municipal_match", "Kommune zahlt mindestens so viel wie die Region"
    REGIONAL_SHARE_MAX = "regional_share_max", "regionaler Anteil höchstens"
    PROGRAMME_CAP = "programme_cap", "Obergrenze des Programms"
    CALL_CAP = "call_cap", "Obergrenze des Aufrufs"


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
