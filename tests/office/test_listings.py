"""Every list sorts, filters, pages, is exported as it is shown, and does one act with many rows."""

import csv
import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select, text

from hall.catalogue.model import Item
from hall.catalogue.terms import ItemState, Module
from hall.change_records.watched_tables import WATCHED
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.journal import first_break
from hall.line.model import Service
from hall.listings import listing_rows
from hall.listings.listing_rows import ListingWish, page_of
from hall.listings.pinyin_order import compared
from hall.listings.records import CHANGES, JOURNAL
from hall.listings.tables import PEOPLE
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState
from hall.people.model import Role, Staff
from office import listing_page
from office.listing_acts import EACH
from office.listings import SHOWN
from office.page_records import PAGE_RECORDS
from tests.conftest import MORNING
from tests.office.conftest import signed_in
from web.sentences.listings import ACTS, LISTINGS, TITLES

EVERY = [f"/office/lists/{name}" for name in SHOWN] + ["/office/journal", "/office/changes"]


def add_people(hall, count, name="赵"):
    with hall.work() as work:
        work.session.add_all(
            Staff(
                account=f"p{number}-{name}", name=f"{name}{number:04}", role=Role.CLERK,
                password="x", position=number,
            )
            for number in range(count)
        )  # fmt: skip


def add_items(hall, count):
    with hall.work() as work:
        kept = dict.fromkeys(
            ("legal_basis", "conditions", "materials", "procedure", "time_limit", "fees"), "有"
        )
        work.session.add_all(
            Item(
                code=f"L{number}", name=f"事项{number:04}", module=Module.APPLY,
                state=ItemState.DRAFT, complaints="" if number == 1 else "有", **kept,
            )
            for number in range(count)
        )  # fmt: skip
    with hall.read() as snapshot:
        asked = select(Item.id).where(Item.code.like("L%")).order_by(Item.id)
        return snapshot.session.scalars(asked).all()


def names_on(page):
    return re.findall(r'aria-label="选中 ([^"]*)"', page)


@pytest.mark.parametrize("address", EVERY)
def test_every_list_is_shown_sorted_by_each_column_and_exported(manager, address):
    first = manager.get(address)
    assert first.status_code == 200

    for link in re.findall(r'<th[^>]*><a href="([^"]+)"', first.text):
        assert manager.get(link.replace("&amp;", "&")).status_code == 200, link
    for link in re.findall(r'<a class="button" href="([^"]+)" download', first.text):
        answer = manager.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("name", [*SHOWN, JOURNAL.name, CHANGES.name])
def test_every_column_has_a_title(name):
    listing = {**SHOWN, "journal": JOURNAL, "changes": CHANGES}[name]

    assert name in LISTINGS
    for column in listing.columns:
        assert column.name in TITLES or column.name == "newest"


def test_every_act_has_its_word():
    assert {name: set(acts) for name, acts in ACTS.items()} == {
        name: set(acts) for name, acts in EACH.items()
    }


@pytest.mark.parametrize("query", [
    "sort=nonsense&page=99999&size=7&since=yesterday&role=king&in_use=perhaps",
    "q=%25_%5C&sort=-in_use", "page=0&size=-1", "q=%00%01", "sort=newest",
])  # fmt: skip
def test_what_an_address_says_wrong_is_passed_over(manager, query):
    assert manager.get(f"/office/lists/people?{query}").status_code == 200


def test_chinese_names_are_sorted_by_pinyin():
    names = ["张三", "李四", "Bob", "刘五", "阿六", "李二"]

    names.sort(key=lambda name: [name], reverse=True)
    ordered = sorted(names, key=lambda name: Compared(name))

    assert ordered == ["阿六", "Bob", "李二", "李四", "刘五", "张三"]


class Compared:
    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        return compared(self.name, other.name) < 0


def test_a_page_filters_sorts_and_turns(application, manager):
    for name in ("张", "李"):
        add_people(application.hall, 30, name)

    first = manager.get("/office/lists/people?q=000&sort=name&size=20").text
    assert names_on(first) == [f"{name}{number:04}" for name in "李张" for number in range(10)]

    falling = manager.get("/office/lists/people?q=00&sort=-name&size=20&page=3").text
    assert names_on(falling) == [f"李{number:04}" for number in range(19, -1, -1)]
    assert "共 60 条，第 3 页，共 3 页" in falling
    assert names_on(manager.get("/office/lists/people?role=director").text) == ["演示员甲"]


def test_a_file_has_exactly_the_rows_of_the_page_in_their_order(application, manager):
    add_people(application.hall, 70)

    answer = manager.get("/office/lists/people.csv?q=00&sort=-name&size=20&page=2")

    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0][:2] == ["姓名", "账号"]
    assert [row[0] for row in rows[1:]] == [f"赵{number:04}" for number in range(69, -1, -1)]


def test_a_file_that_has_not_all_rows_says_so_before_and_in_itself(
    application, manager, monkeypatch
):
    for module in (listing_rows, listing_page):
        monkeypatch.setattr(module, "MOST_EXPORTED", 10)
    add_people(application.hall, 11)
    listed = "/office/lists/people"
    assert "最多 10 行" not in manager.get(f"{listed}?q=赵000").text
    assert "一共 11 行，一个文件最多 10 行" in manager.get(f"{listed}?q=赵").text

    answer = manager.get(f"{listed}.csv?q=赵")

    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == 12  # the heads, ten people, and what is said of the others
    assert "一共 11 行，一个文件最多 10 行" in rows[-1][0]
    assert "前10行" in answer.headers["Content-Disposition"]


def test_one_act_with_many_rows_does_what_it_may_and_names_the_rest(application, manager, facts):
    ids = add_items(application.hall, 3)

    rows = [str(key) for key in (*ids, ids[0], 99_999)]
    answer = manager.post(
        "/office/lists/items/publish", query_string={"q": "事项"}, data={"row": rows}
    )

    told = manager.get(answer.location).text
    assert "公开：办了 2 项。没有办的 2 项" in told
    assert f"编号 {ids[1]}" in told
    with application.hall.read() as snapshot:
        states = [snapshot.session.get(Item, key).state for key in ids]
        assert states == [ItemState.PUBLISHED, ItemState.DRAFT, ItemState.PUBLISHED]
        published = [row for row in facts() if type(row).__name__ == "ItemPublished"]
    assert [fact.item for fact in published[-2:]] == ["L0", "L2"]
    with application.hall.read() as snapshot:
        assert first_break(snapshot.session) is None  # what was undone left no hole


def test_an_act_without_a_reason_that_needs_one_does_nothing(application, manager):
    with application.hall.work() as work:
        notice = work.session.scalars(
            select(Notice).where(Notice.state == NoticeState.PUBLISHED)
        ).first()
        number = notice.id

    answer = manager.post("/office/lists/notices/withdraw", data={"row": [str(number)]})

    assert "办了 0 项" in manager.get(answer.location).text
    manager.post("/office/lists/notices/withdraw", data={"row": [str(number)], "words": "写错了"})
    with application.hall.read() as snapshot:
        assert snapshot.session.get(Notice, number).state is NoticeState.WITHDRAWN


def test_with_nothing_ticked_nothing_is_done(manager):
    answer = manager.post("/office/lists/items/publish", data={})

    assert "没有勾选" in manager.get(answer.location).text
    assert manager.post("/office/lists/items/burn", data={"row": ["1"]}).status_code == 404


def test_a_deputy_does_not_retire_a_director_by_a_list(application):
    deputy = application.app.test_client()
    deputy.post("/sign-in", data={"account": "yi", "password": "yanshi-yi"})

    with application.hall.work() as work:
        work.session.get(Staff, 3).role = Role.DIRECTOR  # so that it is not the last one

    answer = deputy.post("/office/lists/people/retire", data={"row": ["3"]})

    assert "办了 0 项" in deputy.get(answer.location).text


def test_numbers_of_a_day_are_those_of_today_until_another_is_asked_for(
    application, manager, clock
):
    def take():
        with application.hall.work("kiosk") as work:
            service = work.session.get(Service, 1)
            issue_ticket(work, service, TicketRequest(source="kiosk"))

    take()
    clock.advance(days=1)
    take()
    take()

    assert names_on(manager.get("/office/lists/tickets").text) == ["A001", "A002"]
    other = manager.get(f"/office/lists/tickets?since={MORNING:%F}&until={MORNING:%F}").text
    assert names_on(other) == ["A001"]


def test_who_looks_at_others_leave_stands_in_the_journal(manager, facts):
    manager.get("/office/lists/leave")
    manager.get("/office/lists/punches.csv")

    assert [type(fact).__name__ for fact in facts()[-2:]] == ["SlipsLookedAt", "AttendanceViewed"]


def test_a_page_of_a_thousand_takes_as_many_statements_as_one_of_ten(hall):
    def statements():
        counted = []
        with hall.read() as snapshot:
            engine = snapshot.session.get_bind()
            event.listen(engine, "before_cursor_execute", lambda *one: counted.append(one[2]))
            page = page_of(snapshot.session, PEOPLE, ListingWish(sort="name"))
        return len(counted), page.total

    few, _ = statements()
    add_people(hall, 1000)
    many, total = statements()

    assert total > 1000
    assert few == many == 2


def test_a_case_about_somebody_is_not_in_their_list(application, manager):
    with application.hall.work() as work:
        moment = {"at": MORNING.replace(tzinfo=None), "on": (MORNING - timedelta(days=1)).date()}
        for number, concerned in enumerate(("[1, 5]", "[11]", "[]"), 1):
            work.session.execute(
                text(
                    "INSERT INTO opinion (id, kind, phrases, words, telephone, channel, left_at,"
                    " concerned) VALUES (:id, 'complaint', '[]', 'words', '', 'kiosk', :at, :who)"
                ),
                {"id": number, "at": moment["at"], "who": concerned},
            )
            work.session.execute(
                text(
                    "INSERT INTO opinion_case (id, source, opinion_id, opened_at, opened_on,"
                    " due_on, complex) VALUES (:id, 'opinion', :id, :at, :on, :on, 0)"
                ),
                {"id": number, **moment},
            )

    page = manager.get("/office/lists/cases").text
    shown = re.findall(r'href="/office/opinions/cases/(\d+)"', page)

    assert sorted(shown) == ["2", "3"]


def test_pages_lead_to_their_list_and_their_changes(application, manager):
    routes = {rule.endpoint for rule in application.app.url_map.iter_rules()}
    assert set(PAGE_RECORDS) <= routes
    for listing, thing in PAGE_RECORDS.values():
        assert listing in {"", *SHOWN}
        assert thing in {"", *WATCHED}

    people = manager.get("/office/people").text
    assert 'href="/office/lists/people"' in people
    assert 'href="/office/changes?thing=staff"' in people


def test_a_clerk_sees_no_list_and_a_deputy_no_journal(application):
    clerk, deputy = application.app.test_client(), application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    deputy.post("/sign-in", data={"account": "yi", "password": "yanshi-yi"})

    assert clerk.get("/office/lists/people").status_code == 403
    assert deputy.get("/office/lists/people").status_code == 200
    assert deputy.get("/office/journal").status_code == 403
    assert deputy.get("/office/changes").status_code == 403
    assert signed_in(application).get("/office/journal").status_code == 200
