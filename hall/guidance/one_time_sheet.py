"""The one-time notice on narrow paper: what is missing first, the rest in short."""

from collections.abc import Iterator

from hall.clock import local
from hall.guidance.model import OneTimeNotice
from hall.machines import Paragraph, Sheet, TextSize

LINE = Paragraph(text="---")


def sheet_of(notice: OneTimeNotice, *, hall: str, complaint_phone: str) -> Sheet:
    """For the number slips' printer, whatever its width; ``hall`` is the hall's name."""
    return Sheet(
        title="一次性告知书",
        body=tuple(_body(notice, hall)),
        footer=f"投诉电话 {complaint_phone}",
    )


def _body(notice: OneTimeNotice, hall: str) -> Iterator[Paragraph]:
    yield Paragraph(text=hall, centred=True)
    yield Paragraph(text=f"编号 {notice.number}", centred=True)
    yield Paragraph(text=notice.item_name, size=TextSize.LARGE, bold=True)
    yield LINE
    yield from _materials(notice)
    if notice.remark:
        yield Paragraph(text=f"说明：{notice.remark}", size=TextSize.TALL)
    yield LINE
    for name, heading in (("time_limit", "办理时限"), ("fees", "收费")):
        yield Paragraph(text=f"{heading}：{' '.join(notice.guide.get(name, '').split())}")
    yield LINE
    ticket = f"号码 {notice.ticket.number}　" if notice.ticket else ""
    yield Paragraph(text=f"{ticket}{notice.window.name}号窗口　经办人 {notice.staff.name}")
    if notice.first_asked:
        yield Paragraph(text=f"首问责任人 {notice.first_asked.name}")
    yield Paragraph(text=f"{local(notice.given_at):%Y-%m-%d %H:%M}")
    yield Paragraph(text="申请人签名 ______________")


def _materials(notice: OneTimeNotice) -> Iterator[Paragraph]:
    """What is missing has an empty box, for whoever packs the bag at home."""
    missing = [material for material, is_missing in notice.materials if is_missing]
    others = [material for material, is_missing in notice.materials if not is_missing]
    if missing:
        yield Paragraph(text="还缺这些，下次请带来：", bold=True)
    for material in missing:
        yield Paragraph(text=material.name, size=TextSize.TALL, bold=True, ticked=False)
        if material.copies:
            yield Paragraph(text=f"　{material.copies}")
    if others:
        yield Paragraph(text="其余材料：" if missing else "需要的材料：")
    for material in others:
        parts = [material.name, material.copies, material.when]
        yield Paragraph(text="，".join(part for part in parts if part))
