"""Rating on the phone and at the kiosk: by whoever holds the slip, once, and not for ever."""

import pytest

from hall.line import calling, finishing, queries
from hall.line.codes import check_of
from hall.opinions.model import Channel, Rating
from tests.waiting import wait_until

FRAGMENT = {"X-Fragment": "yes"}


@pytest.fixture
def code(client):
    """Of a number that is waiting."""
    return client.post("/kiosk/tickets", data={"service": "A"}).location.rpartition("/")[2]


@pytest.fixture
def done(application, code):
    """The code of a visit that is finished."""
    with application.hall.work("staff:3") as work:
        window = queries.window_by_name(work.session, "1")
        finishing.finish(work, calling.call_next(work, window))
    return code


def ratings(application):
    with application.hall.read() as snapshot:
        return [
            (each.grade, each.words, each.channel) for each in snapshot.session.query(Rating).all()
        ]


def test_the_phone_shows_the_faces_when_the_visit_is_over(client, done, application):
    assert f"/t/{done}/rating?grade=5" in client.get(f"/t/{done}").text
    form = client.get(f"/t/{done}/rating?grade=2").text
    assert 'value="2" required checked' in form

    answer = client.post(f"/t/{done}/rating", data={"grade": 2, "words": "<b>谢谢</b>"})

    assert answer.location == f"/t/{done}"
    page = client.get(f"/t/{done}").text
    assert "您已评价" in page
    assert "/rating" not in page
    assert ratings(application) == [(2, "<b>谢谢</b>", Channel.PHONE)]


def test_before_the_visit_is_over_nothing_is_asked_and_nothing_taken(client, code, application):
    assert "/rating" not in client.get(f"/t/{code}").text
    assert client.get(f"/t/{code}/rating").status_code == 409
    assert client.post(f"/t/{code}/rating", data={"grade": 1}).status_code == 409
    assert client.post("/t/none/rating", data={"grade": 1}).status_code == 404
    assert ratings(application) == []


def test_a_second_rating_is_refused_with_thanks(client, done, application):
    client.post(f"/t/{done}/rating", data={"grade": 5})

    again = client.post(f"/t/{done}/rating", data={"grade": 1})

    assert again.status_code == 409
    assert "已经评价过了" in again.text
    assert [grade for grade, *_ in ratings(application)] == [5]


@pytest.mark.parametrize(
    "form", [{}, {"grade": "0"}, {"grade": "6"}, {"grade": "x"}, {"grade": "1", "words": "x" * 201}]
)
def test_what_is_no_rating_is_refused(client, done, application, form):
    assert client.post(f"/t/{done}/rating", data=form).status_code == 422
    assert ratings(application) == []


def test_the_next_day_is_still_in_time_and_the_one_after_is_not(client, done, clock):
    clock.advance(days=1)
    page = client.get(f"/t/{done}").text
    assert "已经过期" in page
    assert "/rating?grade=1" in page

    clock.advance(days=1)
    assert "/rating" not in client.get(f"/t/{done}").text
    assert client.post(f"/t/{done}/rating", data={"grade": 1}).status_code == 409


def test_at_the_kiosk_the_slip_opens_its_own_visit(client, done, application):
    wrong = client.post("/kiosk/rating", data={"number": "A001", "check": "x"}, headers=FRAGMENT)
    assert wrong.status_code == 409
    assert 'value="A001"' in wrong.text  # what was right need not be typed again

    found = client.post("/kiosk/rating", data={"number": "a001", "check": check_of(done)})
    faces = client.get(found.location, headers=FRAGMENT)
    assert faces.text.count("<svg") == 5
    thanks = client.post(found.location, data={"grade": 4}, follow_redirects=True)

    assert "谢谢您的评价" in thanks.text
    assert ratings(application) == [(4, "", Channel.KIOSK)]
    assert client.get(found.location).status_code == 409


def test_the_slip_says_what_the_kiosk_asks_for(client, code, tray):
    wait_until(lambda: tray.slips)  # paper comes on a thread of its own
    assert tray.slips[0].below[-1].text == f"核对码 {check_of(code)}"
    board = client.get("/display").text  # four digits stand in many an address
    assert "核对码" not in board
    assert f">{check_of(code)}<" not in board


def test_yesterdays_number_is_not_found_at_the_kiosk(client, done, clock):
    clock.advance(days=1)

    form = {"number": "A001", "check": check_of(done)}
    assert client.post("/kiosk/rating", data=form).status_code == 409
