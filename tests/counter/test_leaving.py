"""Leaving a window: what is left there is asked, handed over, and told where nobody can help."""

from hall.line.model import Ticket, Window


def at(application, window):
    with application.hall.read() as now:
        return now.session.query(Window).filter_by(name=window).one().clerk_id


def state(application, ticket):
    with application.hall.read() as now:
        return now.session.get(Ticket, ticket).state


def test_who_leaves_nobody_behind_just_leaves(clerk, application):
    bing = clerk("bing", "1")

    answer = bing.post("/counter/1/leave")

    assert answer.location == "/counter"
    assert at(application, "1") is None


def test_who_leaves_people_behind_is_asked_first(clerk, take, application):
    bing = clerk("bing", "1")
    ticket = take()
    bing.post("/counter/1/call-next")

    answer = bing.post("/counter/1/leave")

    assert answer.location == "/counter/1/leave"
    assert at(application, "1") is not None
    page = bing.get("/counter/1/leave").text
    assert "A001" in page
    assert "没有人能叫" in page
    bing.post("/counter/1/leave", data={"sure": "yes", "finish": ""})
    assert at(application, "1") is None
    assert state(application, ticket) == "transferred"


def test_what_is_done_is_finished_on_leaving(clerk, take, application):
    bing = clerk("bing", "1")
    ticket = take()
    bing.post("/counter/1/call-next")

    bing.post("/counter/1/leave", data={"sure": "yes", "finish": "yes"})

    assert state(application, ticket) == "finished"


def test_whoever_signs_out_serves_nobody(clerk, take, application):
    bing = clerk("bing", "1")
    ticket = take()
    bing.post("/counter/1/call-next")

    asked = bing.post("/counter/1/leave", data={"home": "yes"})
    gone = bing.post(asked.location.partition("?")[0], data={"home": "yes", "sure": "yes"})

    assert gone.status_code == 307
    assert gone.location == "/sign-out"
    bing.post("/sign-out")
    assert at(application, "1") is None
    assert state(application, ticket) == "transferred"
    assert bing.get("/counter").status_code == 302


def test_the_office_and_the_duty_desk_are_told_of_people_whom_nobody_can_call(clerk, take, clock):
    ren = clerk("ren", "2")
    bing = clerk("bing", "1")
    take()
    assert "现在没有人坐在" not in ren.get("/counter/2/_desk").text

    bing.post("/counter/1/leave", data={"sure": "yes"})
    assert "现在没有人坐在" not in ren.get("/counter/2/_desk").text  # may only change windows
    clock.advance(minutes=11)

    jia = clerk("jia")
    for page in (jia.get("/office").text, ren.get("/counter/2/_desk").text):
        assert "A001" in page
        assert "现在没有人坐在能叫他们的窗口" in page


def test_who_is_back_is_asked_about_before_the_visit_in_hand_ends(clerk, take, application):
    bing = clerk("bing", "1")
    first = take()
    bing.post("/counter/1/call-next")
    bing.post("/counter/1/park", data={"ticket": first, "state": "called", "note": ""})
    assert "会先办结" not in bing.get("/counter/1/_desk").text
    take()
    bing.post("/counter/1/call-next")

    page = bing.get("/counter/1/_desk").text

    assert "A002 号还在窗口，会先办结" in page
    assert "办结 A002，请 A001 过来" in page
