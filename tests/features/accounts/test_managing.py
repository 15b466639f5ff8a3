"""The pages of the administration: accounts, roles, one-time passwords; and the own account."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
import time_machine
from sqlalchemy.orm import Session

from tests.features.progress.progress_rows import NOW, add_block
from tests.support.page_client import ClientOf, Page, PageClient
from tests.support.people import make_account
from vrs_tracker.domain.inputs.accounts import LAST_ADMIN
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.tables.accounts import Account, RoleGrant
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.trail.history import history_of

NEW = "/zugaenge/neu"
OLD_PASSWORD, NEXT_PASSWORD = "ein alter Satz als Passwort", "ein neuer Satz als Passwort"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as stopped:
        yield stopped


def stored(session: Session, login: str) -> Account:
    session.expire_all()
    found = queries.find_account(session, login)
    assert found is not None
    return found


def told(session: Session, account: Account) -> str:
    return " ".join(history_of(session, "account", account.id))


def sign_in(client: PageClient, login: str, password: str) -> str:
    page = client.get("/anmelden")
    return client.submit(page, {"login": login, "password": password}, form="/anmelden").location


def one_time_password(page: Page) -> str:
    return page.one("code")


def test_a_new_account_gets_a_password_that_is_shown_once_and_asks_for_another(
    client_of: ClientOf, session: Session, visitor: PageClient
) -> None:
    admin = client_of(Role.ADMIN)
    typed = {"unit": "Haushaltsstelle", "login": "Neu@example.org", "roles": ["budget_officer", "auditor"]}
    answer = admin.submit(admin.get(NEW), typed)
    account = stored(session, "neu@example.org")
    address = f"/zugaenge/{account.id}/einmalpasswort"
    assert answer.location == address
    page = admin.follow(answer)
    assert page.one(".notice--done") == "Der Zugang ist angelegt."
    password = one_time_password(page)
    assert actions.password_fits(account.password_hash, password)
    assert password not in admin.get(f"/zugaenge/{account.id}").text
    assert "Rolle“ eingetragen: Haushaltsstelle." in told(session, account)
    assert password not in " ".join(session.scalars(sa.select(HistoryEntry.new)))
    assert sign_in(visitor, "neu@example.org", password) == "/zugang"
    assert "Wählen Sie jetzt ein eigenes." in visitor.get("/zugang").text


def test_reloading_neither_makes_a_second_account_nor_loses_the_password_silently(
    client_of: ClientOf, session: Session
) -> None:
    admin = client_of(Role.ADMIN)
    made = admin.submit(admin.get(NEW), {"unit": "Stelle", "login": "neu", "roles": ["member"]})
    first = one_time_password(admin.follow(made))
    again = admin.follow(made)
    assert again.one(".lead").startswith("Das Einmalpasswort für „neu“ lässt sich nicht noch einmal zeigen")
    renewed = admin.submit(again, button="Neues Einmalpasswort vergeben")
    assert renewed.location == made.location
    second = one_time_password(admin.follow(renewed))
    account = stored(session, "neu")
    assert not actions.password_fits(account.password_hash, first)
    assert actions.password_fits(account.password_hash, second)
    assert session.scalar(sa.select(sa.func.count(Account.id))) == 2


def test_the_password_stands_in_no_cookie_and_no_address(client_of: ClientOf) -> None:
    admin = client_of(Role.ADMIN)
    made = admin.submit(admin.get(NEW), {"unit": "Stelle", "login": "neu", "roles": ["member"]})
    headers = str(made.response.headers)
    with admin.browser.session_transaction() as kept:
        carried = str(dict(kept))
    password = one_time_password(admin.follow(made))
    assert password not in made.response.text + headers + carried


@pytest.mark.parametrize("happens", ["eleven minutes", "another one", "an own one"])
def test_a_password_that_is_old_or_replaced_is_not_shown(
    client_of: ClientOf, session: Session, clock: time_machine.Traveller, happens: str
) -> None:
    admin = client_of(Role.ADMIN)
    made = admin.submit(admin.get(NEW), {"unit": "Stelle", "login": "neu", "roles": ["member"]})
    clock.shift(timedelta(minutes=11 if happens == "eleven minutes" else 1))
    account = stored(session, "neu")
    if happens == "another one":
        client_of(Role.ADMIN).post(f"/zugaenge/{account.id}/passwort")
    elif happens == "an own one":
        account.password_issued_at = None
        session.commit()
    assert admin.follow(made).all("code") == []


def test_an_own_password_is_not_called_a_one_time_password(client_of: ClientOf, session: Session) -> None:
    account = make_account(session, Role.MEMBER)
    session.commit()
    page = client_of(Role.ADMIN).get(f"/zugaenge/{account.id}/einmalpasswort")
    assert page.one(".lead").startswith("Der Zugang „member“ hat kein Einmalpasswort.")


def test_a_deputy_is_given_first_and_last_day_in_the_first_form(
    client_of: ClientOf, session: Session
) -> None:
    admin = client_of(Role.ADMIN)
    typed = {"unit": "Vertretung", "login": "neu", "roles": ["approver", "auditor"]}
    days = {"valid_from": "1.8.2026", "valid_until": "31.8.2026"}
    assert admin.get(NEW).html.css_first("details[open]") is None
    wrong = admin.submit(admin.get(NEW), typed | days | {"valid_until": "31.7.2026"}, status=422)
    assert wrong.errors == {"valid_until": "Der letzte Tag liegt vor dem ersten, dem 01.08.2026."}
    assert wrong.html.css_first("details[open]") is not None, "what is to be corrected is not folded away"
    admin.submit(wrong, days)
    account = stored(session, "neu")
    assert [given.words for given in queries.grants(session, account.id)[account.id]] == [
        "Geschäftsstelle, 01.08.2026 bis 31.08.2026",
        "Rechnungsprüfung, 01.08.2026 bis 31.08.2026",
    ]


def test_of_sign_ins_the_administration_sees_the_month_of_the_last_one(
    client_of: ClientOf, session: Session, visitor: PageClient
) -> None:
    make_account(session, Role.MEMBER, password_hash=actions.hash_password(OLD_PASSWORD))
    session.commit()
    sign_in(visitor, "member", OLD_PASSWORD)
    account = stored(session, "member")
    assert account.last_sign_in_month == date(2026, 7, 1)
    assert "Letzte AnmeldungJuli 2026" in client_of(Role.ADMIN).get(f"/zugaenge/{account.id}").text


def test_a_repeated_login_is_refused_and_everything_typed_stays(
    client_of: ClientOf, session: Session
) -> None:
    admin = client_of(Role.ADMIN)
    typed = {"unit": "Stelle", "login": "admin", "roles": ["partner"]}
    answer = admin.submit(admin.get(NEW), typed, status=422)
    assert "gibt es schon" in answer.errors["login"]
    assert answer.typed("unit") == "Stelle"
    assert session.scalar(sa.select(sa.func.count(Account.id))) == 1


def test_a_deputy_has_a_role_for_a_range_of_days_only(
    client_of: ClientOf, session: Session, clock: time_machine.Traveller
) -> None:
    account = make_account(session, Role.MEMBER)
    session.commit()
    admin = client_of(Role.ADMIN)
    address = f"/zugaenge/{account.id}"
    typed = {"role": "approver", "valid_from": "1.8.2026", "valid_until": "31.8.2026"}
    admin.submit(admin.get(address), typed, form=f"{address}/rollen")
    assert "Geschäftsstelle, 01.08.2026 bis 31.08.2026 noch nicht begonnen" in admin.get(address).text
    account = stored(session, "member")
    for day, has_it in ((date(2026, 7, 31), False), (date(2026, 8, 1), True), (date(2026, 9, 1), False)):
        clock.move_to(day)
        assert (Role.APPROVER in queries.acting_person(session, account, day).roles) is has_it


def test_days_in_the_wrong_order_are_refused_at_their_field(client_of: ClientOf, session: Session) -> None:
    account = make_account(session, Role.MEMBER)
    session.commit()
    admin, address = client_of(Role.ADMIN), f"/zugaenge/{account.id}"
    typed = {"role": "approver", "valid_from": "31.8.2026", "valid_until": "1.8.2026"}
    answer = admin.submit(admin.get(address), typed, form=f"{address}/rollen", status=422)
    assert answer.errors["valid_until"] == "Der letzte Tag liegt vor dem ersten, dem 31.08.2026."


def test_a_project_lead_gets_a_block_and_loses_the_role_again(client_of: ClientOf, session: Session) -> None:
    add_block(session, name="KI-XC")
    account = make_account(session, Role.MEMBER)
    session.commit()
    admin, address = client_of(Role.ADMIN), f"/zugaenge/{account.id}"
    admin.submit(admin.get(address), {"role": "partner", "block": "ki-xc"}, form=f"{address}/rollen")
    grant = session.scalars(sa.select(RoleGrant).where(RoleGrant.role == Role.PARTNER)).one()
    admin.submit(admin.get(address), form=f"{address}/rollen/{grant.id}/entziehen")
    session.expire_all()
    assert [row.grant.role for row in queries.grants(session, account.id)[account.id]] == [Role.MEMBER]
    assert "„Rolle“ entfernt, bisher: Projektleitung für KI-XC." in told(session, account)


def test_a_locked_account_opens_again_with_the_same_password(client_of: ClientOf, session: Session) -> None:
    account = make_account(session, Role.MEMBER)
    session.commit()
    admin, address = client_of(Role.ADMIN), f"/zugaenge/{account.id}"
    admin.submit(admin.get(address), form=f"{address}/sperren")
    assert not stored(session, "member").is_active
    admin.submit(admin.get(address), form=f"{address}/oeffnen")
    assert stored(session, "member").is_active
    assert "„Stand“ von gesperrt auf aktiv geändert." in told(session, account)


@pytest.mark.parametrize("way", ["sperren", "entziehen", "befristen"])
def test_the_last_administrator_stays(client_of: ClientOf, session: Session, way: str) -> None:
    admin = client_of(Role.ADMIN)
    account = stored(session, "admin")
    address = f"/zugaenge/{account.id}"
    (given,) = queries.grants(session, account.id)[account.id]
    form = {
        "sperren": f"{address}/sperren",
        "entziehen": f"{address}/rollen/{given.grant.id}/entziehen",
        "befristen": f"{address}/rollen",
    }[way]
    typed = {"role": "admin", "valid_until": "31.12.2026"} if way == "befristen" else {}
    answer = admin.submit(admin.get(address), typed, form=form, status=422)
    assert LAST_ADMIN in answer.text
    assert stored(session, "admin").is_active
    assert queries.lasting_admins(session, date(2026, 7, 9)) == {account.id}


def test_one_of_two_administrators_may_go(client_of: ClientOf, session: Session) -> None:
    make_account(session, Role.ADMIN, key="zweite", unit="Administration")
    session.commit()
    admin = client_of(Role.ADMIN)
    address = f"/zugaenge/{stored(session, 'zweite').id}"
    admin.submit(admin.get(address), form=f"{address}/sperren")
    assert not stored(session, "zweite").is_active


def test_unit_and_name_are_corrected_and_only_the_unit_is_told(client_of: ClientOf, session: Session) -> None:
    account = make_account(session, Role.MEMBER)
    session.commit()
    admin, address = client_of(Role.ADMIN), f"/zugaenge/{account.id}"
    admin.submit(admin.get(f"{address}/bearbeiten"), {"unit": "Fraktion", "name": "Erika Muster"})
    assert "Fraktion" in admin.get("/zugaenge/").text
    assert "„Stelle“ von Mitglied des Ausschusses auf Fraktion geändert." in told(session, account)
    assert "Erika Muster" not in told(session, account)


def test_staff_do_not_read_the_history_of_accounts(client_of: ClientOf, session: Session) -> None:
    admin = client_of(Role.ADMIN)
    admin.submit(admin.get(NEW), {"unit": "Stelle", "login": "neu", "roles": ["member"]})
    approver = client_of(Role.APPROVER)
    approver.get(f"/verlauf/account/{stored(session, 'neu').id}", status=404)
    assert "Zugang" not in approver.get("/verlauf/").text


def test_everybody_changes_the_own_password_and_stays_signed_in(
    session: Session, visitor: PageClient
) -> None:
    make_account(session, Role.MEMBER, password_hash=actions.hash_password(OLD_PASSWORD))
    session.commit()
    sign_in(visitor, "member", OLD_PASSWORD)
    typed = {"present": OLD_PASSWORD, "password": NEXT_PASSWORD, "again": NEXT_PASSWORD}
    visitor.submit(visitor.get("/zugang"), typed, form="/zugang")
    assert "Ihr Passwort ist geändert." in visitor.get("/zugang").text
    account = stored(session, "member")
    assert actions.password_fits(account.password_hash, NEXT_PASSWORD)
    assert "„Passwort“ eingetragen: selbst geändert." in told(session, account)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"present": "falsch"}, "present", "Das ist nicht Ihr bisheriges Passwort."),
        ({"again": "anders"}, "again", "Beide Eingaben des neuen Passworts sind verschieden."),
        ({"password": "kurz", "again": "kurz"}, "password", "Das Passwort braucht 12 bis 1.000 Zeichen."),
    ],
)
def test_a_password_is_changed_only_with_the_old_one_and_a_long_enough_new_one(
    session: Session, visitor: PageClient, typed: dict[str, str], field: str, message: str
) -> None:
    make_account(session, Role.MEMBER, password_hash=actions.hash_password(OLD_PASSWORD))
    session.commit()
    sign_in(visitor, "member", OLD_PASSWORD)
    whole = {"present": OLD_PASSWORD, "password": NEXT_PASSWORD, "again": NEXT_PASSWORD} | typed
    answer = visitor.submit(visitor.get("/zugang"), whole, form="/zugang", status=422)
    assert answer.errors[field].startswith(message)
    assert actions.password_fits(stored(session, "member").password_hash, OLD_PASSWORD)
