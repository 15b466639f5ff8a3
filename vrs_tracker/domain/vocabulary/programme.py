"""Codes of building blocks, projects and the motion."""

from vrs_tracker.domain.vocabulary.codes import CodeList


class BlockKind(CodeList):
    """The seven of the motion, or anything added later (R1.13); the two are never mixed."""

    MOTION_BLOCK = "motion_block", "Baustein"
    FURTHER_PROJECT = "further_project", "weiteres Projekt"


class BlockState(CodeList):
    """Where a block or project stands as a whole; every state has a reason."""

    NOT_STARTED = "not_started", "nicht begonnen"
    PREPARING = "preparing", "in Vorbereitung"
    RUNNING = "running", "in Umsetzung"
    COMPLETED = "completed", "abgeschlossen"
    DROPPED = "dropped", "nicht weiterverfolgt"
    NOT_DOCUMENTED = "not_documented", "keine Angabe"


class FunctionState(CodeList):
    """What became of a function that the motion promised (R1.28 to R1.32)."""

    NOT_REPORTED = "not_reported", "keine Angabe (noch nicht gemeldet)"
    IN_PROGRESS = "in_progress", "in Arbeit"
    FULFILLED = "fulfilled", "erfüllt"
    CHANGED = "changed", "geändert"
    DROPPED = "dropped", "entfallen"


class Field(CodeList):
    """Fields of application (R1.23).

    Tier 1 „vielversprechendste Einsatzfelder“, tier 2 „große Potenziale“.
    """

    PRODUCTION = "production", "industrielle Produktion", "1"
    MACHINERY = "machinery", "Maschinen- und Anlagenbau", "1"
    MOBILITY = "mobility", "integrierte Mobilität und Logistik", "1"
    HEALTH = "health", "Medizintechnik und Gesundheit mit Biotechnologie", "1"
    ENERGY = "energy", "Energiewirtschaft", "1"
    ADMINISTRATION = "administration", "öffentliche Verwaltung", "2"
    CONSTRUCTION = "construction", "Bauwirtschaft", "2"
    FINANCE = "finance", "Finanzwirtschaft", "2"


class StatementScope(CodeList):
    """Which area a statement of the motion is about; statements of different scope are never added (T7)."""

    REGION = "region", "Region Stuttgart"
    CONSORTIUM = "consortium", "Konsortium Stuttgart, Karlsruhe und Neckar-Alb"
