"""The demonstration hall, with every name as long as the office may write it, and many of them."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from hall.catalogue.import_export.rows import LONGEST_NAME as LONGEST_ITEM_NAME
from hall.catalogue.model import DISCLOSURES, Item
from hall.catalogue.terms import ItemState, Module
from hall.database import open_database
from hall.hours.model import ReturnSlip
from hall.hours.timetable import Half
from hall.line.model import Service, Window
from hall.line.services_and_windows import LONGEST_ABOUT, LONGEST_NAME
from hall.notices.model import Notice
from hall.unit_of_work import Hall, UnitOfWork
from tests.journeys.site import Site, build

HALL_NAME = "衡阳县云集镇人民政府政务服务中心（便民服务大厅）"
CODE = "YS-B-03"
LINK = "a-return-slip"
#: One for each letter that names begin with, and one more: as many jump keys as a list can have.
INITIALS = "阿办残地儿房改户计开劳民农欧贫求人社土未信医综①张赵"
EACH = 13


def long_hall(folder: Path, demo_database: Path) -> Site:
    """Its server not open yet."""
    site = build(folder, demo_database)
    text = site.config.read_text(encoding="utf-8").replace("测试大厅", HALL_NAME)
    text = text.replace("9:00—17:00", "周一至周五 8:30—12:00、14:30—17:30")
    site.config.write_text(text, encoding="utf-8")
    hall = Hall(open_database(f"sqlite:///{folder / 'hall.sqlite3'}"))
    with hall.work("installer") as work:
        _lengthen(work)
        _many_items(work)
        _return_slip(work)
    hall.close()
    return site


def _lengthen(work: UnitOfWork) -> None:
    for service in work.session.scalars(select(Service)):
        service.name = (service.name + "与城乡居民最低生活保障综合业务")[:LONGEST_NAME]
        service.about = "、".join(["城乡居民基本养老保险", "残疾人补贴", "临时救助"] * 4)[
            :LONGEST_ABOUT
        ]
        service.english_name = (service.english_name + " and certificates of residence permits")[
            :LONGEST_ABOUT
        ]
    helper = work.session.scalars(select(Service).where(Service.helps)).one()
    helper.prefix = "ZF"
    for window in work.session.scalars(select(Window)):
        window.services = [*{*window.services, helper}]
    for notice in work.session.scalars(select(Notice)):
        notice.title = (notice.title + "关于进一步规范城乡居民最低生活保障审核确认工作的公示" * 2)[
            :60
        ]
        notice.category = "乡村振兴与基层公共服务事项信息公开"
    long_one = work.session.scalars(select(Item).where(Item.code == CODE)).one()
    long_one.name = longest("户籍管理：出生、死亡、迁移、变更更正登记和居民身份证申领、换领、补领")
    long_one.english_name = longest("Household registration, moving, changes, identity cards. ")
    long_one.life_events = [*long_one.life_events, "house"]


def longest(name: str) -> str:
    """As long as an item may be called."""
    return (name * LONGEST_ITEM_NAME)[:LONGEST_ITEM_NAME]


def _many_items(work: UnitOfWork) -> None:
    first = work.session.scalars(select(Item).order_by(Item.id)).first()
    assert first
    for turn in range(len(INITIALS) * EACH):
        item = Item(
            code=f"L-{turn:04}",
            name=f"{INITIALS[turn // EACH]}乡居民基本养老保险参保登记和待遇领取资格认证{turn}",
            english_name="Registration for the basic old-age insurance of residents",
            module=Module.APPLY,
            state=ItemState.PUBLISHED,
            position=100 + turn,
            field="就业与社会保障、医疗保障",
            service_id=first.service_id,
            **dict.fromkeys(DISCLOSURES, "无"),
        )
        work.session.add(item)


def _return_slip(work: UnitOfWork) -> None:
    services = list(work.session.scalars(select(Service).order_by(Service.position)))
    further = [{"service_id": other.id, "item_code": None} for other in services[1:]]
    opens = work.now + timedelta(days=20)
    slip = ReturnSlip(
        code="888888", link=LINK, day=opens.date(), half=Half.AFTERNOON, opens=opens,
        closes=opens + timedelta(hours=3), service=services[0], item_code=CODE, size=6,
        further=further, made_at=work.now, place=1.0,
    )  # fmt: skip
    work.session.add(slip)
