"""The generated sentences on how the programme stands."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.report_values import make_blocks, make_entry, make_project, make_report, millions
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.chapters.programme import (
    blocks_sentence,
    money_sentence,
    overview_sentence,
    programme_sentence,
    projects_sentence,
)
from vrs_tracker.domain.facts.blocks import BlockReport
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.progress import Light


def _blocks(*lights: Light) -> tuple[BlockReport, ...]:
    return tuple(replace(make_blocks()[0], slug=str(n), light=light) for n, light in enumerate(lights))


def _projects(*lights: Light) -> tuple[BlockReport, ...]:
    return tuple(make_project(slug=str(n), number=n, light=light) for n, light in enumerate(lights, start=1))


def _money(committed: str, disbursed: str) -> tuple[MoneyEntry, ...]:
    stages = ((Stage.COMMITTED, committed), (Stage.DISBURSED, disbursed))
    return tuple(
        make_entry(id=n, stage=stage, amount=millions(amount))
        for n, (stage, amount) in enumerate(stages)
        if Decimal(amount)
    )


def test_the_sample_says_what_page_1_is_meant_to_say() -> None:
    assert programme_sentence(sample_report()) == (
        "Von den sieben Bausteinen des Antrags liegen zwei im Plan; zwei weichen ab, einer ist kritisch, "
        "einer ist nicht begonnen, zu einem liegt keine aktuelle Meldung vor. Die vier weiteren Projekte "
        "liegen im Plan. Von 16,22 Millionen Euro, die der Antrag als Rahmen nennt, sind 11,35 Millionen "
        "Euro bewilligt und 4,92 Millionen Euro ausgezahlt."
    )


def test_the_overview_accounts_for_all_seven_and_says_the_money_shorter() -> None:
    assert overview_sentence(sample_report()) == (
        "Von den sieben Bausteinen des Antrags liegen zwei im Plan; zwei weichen ab, einer ist kritisch, "
        "einer ist nicht begonnen, zu einem liegt keine aktuelle Meldung vor. "
        "Bewilligt sind 11,35 von 16,22 Millionen Euro, ausgezahlt 4,92 Millionen Euro."
    )


def test_overview_and_page_1_say_the_same_of_the_blocks() -> None:
    sentence = blocks_sentence(sample_report().blocks)
    assert overview_sentence(sample_report()).startswith(f"{sentence} ")
    assert programme_sentence(sample_report()).startswith(f"{sentence} ")


@pytest.mark.parametrize(
    ("lights", "sentence"),
    [
        ((), ""),
        ((Light.ON_TRACK,), "Der Baustein des Antrags liegt im Plan."),
        ((Light.DROPPED,), "Der Baustein des Antrags wird nicht weiterverfolgt."),
        ((Light.UNKNOWN,), "Zu dem Baustein des Antrags liegt keine aktuelle Meldung vor."),
        ((Light.ON_TRACK,) * 2, "Die zwei Bausteine des Antrags liegen im Plan."),
        ((Light.AT_RISK,) * 7, "Die sieben Bausteine des Antrags weichen ab."),
        ((Light.DROPPED,) * 7, "Die sieben Bausteine des Antrags werden nicht weiterverfolgt."),
        ((Light.COMPLETED,) * 7, "Die sieben Bausteine des Antrags sind abgeschlossen."),
        ((Light.UNKNOWN,) * 7, "Zu den sieben Bausteinen des Antrags liegt keine aktuelle Meldung vor."),
        ((Light.NOT_APPLICABLE,) * 3, "Bei den drei Bausteinen des Antrags entfällt die Einschätzung."),
        (
            (Light.ON_TRACK, Light.AT_RISK),
            "Von den zwei Bausteinen des Antrags liegt einer im Plan; einer weicht ab.",
        ),
        (
            (Light.AT_RISK, Light.OFF_TRACK, Light.OFF_TRACK),
            "Von den drei Bausteinen des Antrags weicht einer ab; zwei sind kritisch.",
        ),
        (
            (Light.OFF_TRACK, Light.NOT_STARTED, Light.NOT_STARTED),
            "Von den drei Bausteinen des Antrags ist einer kritisch; zwei sind nicht begonnen.",
        ),
        (
            (Light.UNKNOWN, Light.UNKNOWN, Light.NOT_APPLICABLE),
            (
                "Von den drei Bausteinen des Antrags liegt zu zwei Bausteinen keine aktuelle Meldung vor; "
                "bei einem entfällt die Einschätzung."
            ),
        ),
        (
            (Light.COMPLETED, Light.DROPPED, Light.UNKNOWN, Light.UNKNOWN, Light.UNKNOWN),
            (
                "Von den fünf Bausteinen des Antrags ist einer abgeschlossen; einer wird nicht "
                "weiterverfolgt, zu drei Bausteinen liegt keine aktuelle Meldung vor."
            ),
        ),
    ],
)
def test_blocks_are_counted_in_right_german(lights: tuple[Light, ...], sentence: str) -> None:
    assert blocks_sentence(_blocks(*lights)) == sentence


@pytest.mark.parametrize(
    ("lights", "sentence"),
    [
        ((), ""),
        ((Light.ON_TRACK,), "Das weitere Projekt liegt im Plan."),
        ((Light.UNKNOWN,), "Zu dem weiteren Projekt liegt keine aktuelle Meldung vor."),
        ((Light.ON_TRACK,) * 4, "Die vier weiteren Projekte liegen im Plan."),
        (
            (Light.ON_TRACK,) * 3 + (Light.AT_RISK,),
            "Von den vier weiteren Projekten liegen drei im Plan; eines weicht ab.",
        ),
        (
            (Light.ON_TRACK,) * 31 + (Light.AT_RISK,) * 8 + (Light.OFF_TRACK,),
            "Von den 40 weiteren Projekten liegen 31 im Plan; acht weichen ab, eines ist kritisch.",
        ),
    ],
)
def test_projects_are_counted_in_right_german(lights: tuple[Light, ...], sentence: str) -> None:
    assert projects_sentence(_projects(*lights)) == sentence


@pytest.mark.parametrize(
    ("committed", "disbursed", "sentence"),
    [
        (
            "11.35",
            "4.92",
            (
                "Von 16,22 Millionen Euro, die der Antrag als Rahmen nennt, sind 11,35 Millionen Euro "
                "bewilligt und 4,92 Millionen Euro ausgezahlt."
            ),
        ),
        (
            "11.35",
            "0",
            (
                "Von 16,22 Millionen Euro, die der Antrag als Rahmen nennt, sind 11,35 Millionen Euro "
                "bewilligt; Auszahlungen sind noch nicht erfasst."
            ),
        ),
        (
            "0",
            "0",
            (
                "Der Antrag nennt 16,22 Millionen Euro als Rahmen; Bewilligungen und Auszahlungen sind "
                "noch nicht erfasst."
            ),
        ),
    ],
)
def test_what_is_not_recorded_is_never_called_nothing(committed: str, disbursed: str, sentence: str) -> None:
    assert money_sentence(make_report(entries=_money(committed, disbursed))) == sentence


def test_resolutions_are_named_as_long_as_no_notice_is_recorded() -> None:
    decided = make_entry(stage=Stage.EARMARKED, amount=millions("16.80"), is_rounded=True)
    granted = make_entry(id=2, amount=millions("5.00"))

    assert money_sentence(make_report(entries=(decided,))) == (
        "Der Antrag nennt 16,22 Millionen Euro als Rahmen; durch Beschlüsse zugedacht sind rund 16,80 "
        "Millionen "
        "Euro; Bewilligungen und Auszahlungen sind noch nicht erfasst."
    )
    assert "zugedacht" not in money_sentence(make_report(entries=(decided, granted)))


def test_without_a_frame_the_sentence_says_only_what_is_booked() -> None:
    booked = make_report(blocks=(), entries=_money("11.35", "4.92"))
    empty = make_report(blocks=())

    assert (
        money_sentence(booked) == "Es sind 11,35 Millionen Euro bewilligt und 4,92 Millionen Euro ausgezahlt."
    )
    assert money_sentence(empty) == "Bewilligungen und Auszahlungen sind noch nicht erfasst."


def test_a_sum_with_a_rounded_figure_says_so() -> None:
    rounded = make_entry(amount=millions("11.35"), is_rounded=True)

    assert "sind rund 11,35 Millionen Euro bewilligt;" in money_sentence(make_report(entries=(rounded,)))


def test_money_of_towns_is_not_counted_as_regional() -> None:
    municipal = make_entry(amount=millions("5.97"), payer=Payer.MUNICIPALITY)

    assert money_sentence(make_report(entries=(municipal,))) == money_sentence(make_report())


def test_the_overview_of_an_empty_programme_still_says_something() -> None:
    assert (
        overview_sentence(make_report(blocks=())) == "Bewilligungen und Auszahlungen sind noch nicht erfasst."
    )


def test_the_overview_keeps_rounded_sums_rounded() -> None:
    entries = (
        make_entry(id=1, amount=millions("11.35"), is_rounded=True),
        make_entry(id=2, amount=millions("4.92"), stage=Stage.DISBURSED),
    )

    assert overview_sentence(make_report(entries=entries)).endswith(
        "Bewilligt sind rund 11,35 von 16,22 Millionen Euro, ausgezahlt 4,92 Millionen Euro."
    )


def test_a_rounded_sum_of_another_stage_does_not_blur_the_sentence() -> None:
    entries = (
        make_entry(id=1, amount=millions("11.35")),
        make_entry(id=2, amount=millions("4.92"), stage=Stage.DISBURSED),
        make_entry(id=3, amount=millions("13.20"), stage=Stage.EARMARKED, is_rounded=True),
    )

    assert "sind 11,35 von 16,22 Millionen Euro" in overview_sentence(make_report(entries=entries))
