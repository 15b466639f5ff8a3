"""Codes of people: roles and responsibilities."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class Role(CodeList):
    """What a person may do (decisions.md 4); one person may hold several. Public means no role."""

    EDITOR = "editor", "Bearbeitung"
    PARTNER = "partner", "Projektleitung"
    APPROVER = "approver", "Geschäftsstelle"
    BUDGET_OFFICER = "budget_officer", "Haushaltsstelle"
    SESSION_OFFICE = "session_office", "Sitzungsdienst"
    MEMBER = "member", "Mitglied des Ausschusses"
    AUDITOR = "auditor", "Rechnungsprüfung"
    ADMIN = "admin", "Administration"


class Responsible(CodeList):
    """Who is responsible for a mandate of the motion (R1.17)."""

    VRS_HEAD_OFFICE = "vrs_head_office", "Geschäftsstelle des Verbands Region Stuttgart"
    WRS = "wrs", "Wirtschaftsförderung Region Stuttgart"


class OrganisationKind(CodeList):
    """Kinds of actors."""

    ASSOCIATION = "association", "Verband"
    AGENCY = "agency", "Wirtschaftsförderung"
    MUNICIPALITY = "municipality", "Kommune"
    DISTRICT = "district", "Landkreis"
    COMPANY = "company", "Unternehmen"
    SCIENCE = "science", "Wissenschaft"
    STATE = "state", "Land"
    COOPERATIVE = "cooperative", "Genossenschaft"
    OTHER = "other", "Sonstige"
