"""The secret of the forms is written differently each time, so that compressed pages do not tell it."""

import gzip

import pytest

from tests.support.page_client import ClientOf, PageClient
from tests.web.workshop import workshop_application
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.web.form_secret import masked, unmasked

application = workshop_application
TOKEN = "IjEyMzQ1Njc4OTAi.aSAaBw.xYz_-1"


def test_a_mask_comes_off_again_and_is_never_the_same() -> None:
    found = {masked(TOKEN) for _ in range(20)}
    assert len(found) == 20
    assert {unmasked(each) for each in found} == {TOKEN}
    assert all(TOKEN[:8] not in each for each in found)


@pytest.mark.parametrize("sent", ["m.", "m.abc", "m.@@@@", "m.Zg==", "m.äö", "m.//79/w=="])
def test_a_broken_mask_hides_nothing_that_counts(sent: str) -> None:
    assert unmasked(sent) in {"", "\x00", "\x01", "\x02", "\x03"} or TOKEN not in unmasked(sent)


def test_a_bare_token_is_taken_as_it_is() -> None:
    assert unmasked(TOKEN) == TOKEN


def test_two_answers_never_carry_the_same_token(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    tokens = [
        {node.attributes["value"] for node in client.get("/hilfe").html.css("[name=csrf_token]")}
        for _ in range(3)
    ]
    assert [len(of_one_page) for of_one_page in tokens] == [1, 1, 1]
    assert len(set.union(*tokens)) == 3


def test_the_token_of_a_page_opens_its_form_and_a_changed_one_does_not(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    token = str(client.get("/hilfe").html.css("[name=csrf_token]")[0].attributes["value"])
    client.post("/abmelden", {"csrf_token": f"{token[:-4]}AAAA"}, status=400)
    client.post("/abmelden", {"csrf_token": token})


def test_pages_of_signed_in_people_are_compressed_to_lengths_that_vary(client_of: ClientOf) -> None:
    client = client_of(Role.EDITOR)
    answers = [client.browser.get("/hilfe", headers={"Accept-Encoding": "gzip"}) for _ in range(12)]
    assert {answer.headers["Content-Encoding"] for answer in answers} == {"gzip"}
    assert all(b"</html>" in gzip.decompress(answer.data) for answer in answers)
    assert len({len(answer.data) for answer in answers}) > 3


def test_what_everybody_reads_is_the_same_to_the_byte(visitor: PageClient) -> None:
    bodies = {visitor.browser.get("/hilfe", headers={"Accept-Encoding": "gzip"}).data for _ in range(3)}
    assert len(bodies) == 1
