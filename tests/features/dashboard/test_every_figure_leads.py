"""Every amount of euros on a page is a link to where it comes from, or has one beside it."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborNode
from sqlalchemy.orm import Session

from tests.domain.amount_and_date_values import millions, on
from tests.domain.chapters.full_report import full_report
from tests.domain.money_values import make_budget_row, make_freeze, make_release, make_sperrvermerk
from tests.features.reporting.printed import ONE_DATABASE
from tests.features.reporting.report_rows import frozen_value, handed_out
from tests.support.page_client import Page, PageClient
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import AppropriationKind

PAGES = (
    *("/", "/bausteine/aitransform", "/bausteine/ki-im-bau", "/zahlen/"),
    *("/finanzen/", "/finanzen/haushalt", "/finanzen/haushalt?jahr=2025"),
    *("/finanzen/gemeinsame-foerderung", "/berichte/2026-H1/finanzierung"),
    "/berichte/2026-H1/haushalt-je-jahr",
)
CELL = re.compile(r"(?:rund )?[+−]?[0-9][0-9.]*(?:,[0-9]{2})?(?: (?:Mio\. )?€)?")
IN_A_SENTENCE = re.compile(r"[0-9](?: Mio\.)? €|[0-9] (?:Millionen )?Euro")
LEADS_ON = re.compile(r"/(?:zahlen|bausteine|finanzen|beschluesse)/|#")
NOTHING = {"0,00", "0,00 €"}
"""Nothing was booked that an amount of zero could come from."""
EXCEPTED_TABLES = {
    "tabelle-plan-ohne-jahr": "an older version of the plan counts nowhere; the newest stands above it",
}
LISTED_ENTRIES = {"tabelle-sperrvermerke", "tabelle-haushaltssperren"}
"""Each row is an entry itself, with its day and its evidence; what they come to is a link."""
EXCEPTED_SENTENCES = {
    "nachweise": "what is new since the last report; the amounts stand as links in the part about money",
    "auftraege": "what a body has decided, in its own words; they lead to the resolution",
    "Förderbedarf der Region": "a text of the motion, no figure of ours",
    "Geplante Investitionen in der Region": "a text of the motion, no figure of ours",
}


def told(session: Session) -> None:
    handed_out(session, frozen_value(budgeted(full_report())))
    session.commit()


def budgeted(report: CommitteeReport) -> CommitteeReport:
    """The full report with budget lines, a carry-over, a Sperrvermerk, its release and a Haushaltssperre."""
    line = "5711.0100"
    rows = (
        make_budget_row(id=90, budget_line=line, budget_year=2025, effective=on(2025, 1, 2)),
        make_budget_row(id=91, budget_line=line, budget_year=2026, effective=on(2026, 1, 2)),
        make_budget_row(
            id=92,
            budget_line=line,
            budget_year=2026,
            kind=AppropriationKind.CARRY_FORWARD,
            amount=millions("0.50"),
            effective=on(2026, 1, 2),
        ),
        replace(
            make_budget_row(
                id=93, budget_year=2027, kind=AppropriationKind.MEDIUM_TERM_PLAN, effective=on(2025, 1, 2)
            ),
            plan_year=2025,
        ),
    )
    note = replace(make_sperrvermerk(id=90, budget_year=2026, effective=on(2026, 1, 2)), budget_line=line)
    release = make_release(id=90, lifts=90, amount=millions("0.25"), effective=on(2026, 3, 2))
    return replace(
        report,
        budget=(*report.budget, *rows),
        sperrvermerke=(*report.sperrvermerke, note),
        releases=(*report.releases, release),
        freezes=(make_freeze(id=90, budget_line=line, amount=millions("0.10"), effective=on(2026, 4, 1)),),
    )


def plain(node: LexborNode) -> str:
    return " ".join(node.text().split())


def links_in(node: LexborNode) -> list[str]:
    return [str(link.attributes.get("href", "")) for link in node.css("a")]


def above(node: LexborNode, *tags: str) -> LexborNode:
    """Return the nearest element around a node that is one of these."""
    around = node.parent
    while around is not None and around.tag not in tags:
        around = around.parent
    assert around is not None, plain(node)
    return around


def cells_that_lead_nowhere(page: Page) -> Iterator[str]:
    """Yield the amounts of tables in whose row nothing leads to a figure."""
    for cell in page.html.css("main td"):
        said = cell.css_first(".cell-head")
        amount = plain(cell).removeprefix(plain(said) if said else "").strip()
        table, row = above(cell, "table"), above(cell, "tr")
        is_money = "€" in amount or "," in amount
        if not CELL.fullmatch(amount) or not is_money or amount in NOTHING:
            continue
        name = table.attributes.get("id")
        beside = above(cell, "tbody") if name in LISTED_ENTRIES else row
        if name not in EXCEPTED_TABLES and not any(map(LEADS_ON.search, links_in(beside))):
            yield f"{name}: {plain(row)}"


def sentences_that_lead_nowhere(page: Page) -> Iterator[str]:
    """Yield the sentences with an amount in whose section nothing leads to a figure or a block."""
    for sentence in page.html.css("main p, main li, main dd"):
        text = plain(sentence)
        if not IN_A_SENTENCE.search(text) or sentence.css_first("p p, li li, li p") is not None:
            continue
        around = above(sentence, "section", "main")
        name = around.attributes.get("aria-labelledby") or ""
        excepted = name in EXCEPTED_SENTENCES or any(text.startswith(begin) for begin in EXCEPTED_SENTENCES)
        if not excepted and not any(map(LEADS_ON.search, links_in(around))):
            yield f"{name}: {text}"


@ONE_DATABASE
@pytest.mark.parametrize("address", PAGES)
def test_every_amount_is_a_link_or_has_one_beside_it(
    address: str, session: Session, visitor: PageClient
) -> None:
    told(session)
    page = visitor.get(address)
    assert len(page.html.css("main a.figure-link")) > 0
    assert [*cells_that_lead_nowhere(page), *sentences_that_lead_nowhere(page)] == []
