"""Codes of files of amounts: what a column holds, how much a problem weighs."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class ColumnUse(CodeList):
    """What a column of a file of amounts holds."""

    BLOCK = "block", "Baustein oder Projekt"
    STAGE = "stage", "Stufe"
    PAYER = "payer", "Geldgeber"
    AMOUNT = "amount", "Betrag"
    AMOUNT_VRS = "amount_vrs", "Betrag, regional"
    AMOUNT_MUNICIPALITY = "amount_municipality", "Betrag, kommunal"
    AMOUNT_PRIVATE = "amount_private", "Betrag, privat"
    AMOUNT_STATE = "amount_state", "Betrag, Land"
    AMOUNT_FEDERAL = "amount_federal", "Betrag, Bund"
    AMOUNT_EU = "amount_eu", "Betrag, Europäische Union"
    AMOUNT_YEAR = "amount_year", "Betrag im Jahr, das der Kopf nennt"
    SUM = "sum", "Summe, nur zum Vergleich"
    DAY = "day", "Datum"
    BUDGET_YEAR = "budget_year", "Haushaltsjahr"
    BUDGET_LINE = "budget_line", "Buchungsstelle"
    EVIDENCE = "evidence", "Beleg oder Beschluss"
    NOTE = "note", "Bemerkung"
    IGNORED = "ignored", "nicht übernehmen"


class ProblemWeight(CodeList):
    """An error keeps the whole file from being booked; the others are to be read."""

    ERROR = "error", "Fehler"
    WARNING = "warning", "Warnung"
    HINT = "hint", "Hinweis"
