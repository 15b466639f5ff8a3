"""What people type about rules of co-funding."""

from vrs_tracker.domain.inputs.cofunding import RuleEnding, RuleInput
from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT
from vrs_tracker.domain.vocabulary.cofunding import FundingRuleKind
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import CodeField, DateField, EuroField, QuantityField, TextField
from vrs_tracker.web.forms import PostForm


class RuleForm(PostForm):
    """A new rule."""

    kind = CodeField("Art der Regel", FundingRuleKind, needed="Wählen Sie die Art der Regel.")
    rule_name = TextField(
        "Name",
        limit=SENTENCE_LIMIT,
        needed="Nennen Sie die Regel beim Namen.",
        hint="So steht sie auf den Seiten und im Bericht.",
    )
    limit = EuroField("Obergrenze", depends=True, hint="Nur bei Obergrenzen, zum Beispiel 16.220.000,00.")
    share_percent = QuantityField(
        "Höchster regionaler Anteil in Prozent", depends=True, hint="Nur beim regionalen Anteil: 50."
    )
    valid_from = DateField("Gilt ab", needed="Geben Sie den ersten Tag ein.")
    valid_until = DateField("Gilt bis", hint="Leer: ohne Ende.")
    source = TextField(
        "Quelle",
        limit=SENTENCE_LIMIT,
        needed="Nennen Sie die Quelle: Gremium oder Papier, Datum, Nummer.",
        hint="Gremium oder Papier, Datum, Nummer.",
    )
    reason = TextField("Grund", limit=SENTENCE_LIMIT, hint="Warum die Regel jetzt erfasst wird.")

    def to_input(self) -> RuleInput:
        """Return what was typed."""
        return RuleInput(
            kind=self.kind.data,
            name=self.rule_name.data,
            limit=self.limit.data,
            share_percent=self.share_percent.data,
            valid_from=self.valid_from.data,
            valid_until=self.valid_until.data,
            source=self.source.data,
            reason=self.reason.data,
            post_key=self.post_key.data,
        )


class RuleEndingForm(PostForm):
    """The end of a rule."""

    version = VersionField()
    valid_until = DateField("Letzter Tag, an dem die Regel gilt", needed="Geben Sie den letzten Tag ein.")
    reason = TextField(
        "Grund",
        limit=SENTENCE_LIMIT,
        needed="Nennen Sie den Grund, warum die Regel endet.",
        hint="Er steht im Verlauf.",
    )

    def to_input(self) -> RuleEnding:
        """Return what was typed."""
        return RuleEnding(
            valid_until=self.valid_until.data, reason=self.reason.data, version=self.version.data or 0
        )
