"""What people type about money: entries, appropriations, Sperrvermerke, releases, resolutions, reversals."""

from vrs_tracker.features.finance.forms.competence import CompetenceForm
from vrs_tracker.features.finance.forms.money import (
    AppropriationForm,
    BookingForm,
    BudgetBlockForm,
    ConfirmationForm,
    EntryForm,
    MoneyForm,
    ReleaseForm,
    ReversalForm,
    SpendingFreezeForm,
)
from vrs_tracker.features.finance.forms.parts import hide_needless_reason
from vrs_tracker.features.finance.forms.resolutions import ResolutionEditForm, ResolutionForm

__all__ = [
    "AppropriationForm",
    "BookingForm",
    "BudgetBlockForm",
    "CompetenceForm",
    "ConfirmationForm",
    "EntryForm",
    "MoneyForm",
    "ReleaseForm",
    "ResolutionEditForm",
    "ResolutionForm",
    "ReversalForm",
    "SpendingFreezeForm",
    "hide_needless_reason",
]
