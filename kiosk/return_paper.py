"""What stands on the paper of a return slip."""

from hall.catalogue.model import Item
from hall.clock import local
from hall.hours.model import ReturnSlip
from hall.machines import Paragraph, Sheet, TextSize
from lobby import sentences
from lobby.door import House

MOST_MATERIALS = 12


def return_paper(house: House, slip: ReturnSlip, item: Item | None) -> Sheet:
    windows = "、".join(window.name for window in slip.service.desks)
    where = f"{windows} 号窗口。" if windows else ""
    when = sentences.date_and_time(slip.opens)
    bring = [Paragraph(text=each, ticked=False) for each in materials_of(item)]
    return Sheet(
        title=house.sign.hall_name,
        body=(
            Paragraph(text="回头号", size=TextSize.LARGE, centred=True, bold=True),
            Paragraph(text=slip.code, size=TextSize.HUGE, centred=True, bold=True),
            Paragraph(text=item.name if item else slip.service.name, size=TextSize.TALL, bold=True),
            Paragraph(text=f"请在{when}以后来", size=TextSize.TALL, bold=True),
            Paragraph(text=f"{where}到了以后在取号机上输入上面的数字，排在前面。"),
            Paragraph(text="只能用一次，过了这半天作废。"),
            Paragraph(text="---"),
            *([Paragraph(text="请带好：", bold=True), *bring] if bring else [_NO_ITEM]),
        ),
        link=f"{house.public_url}/b/{slip.link}" if house.public_url else "",
        link_label="到了扫码取号，或看要带的材料",
        footer=f"{local(slip.made_at):%Y-%m-%d %H:%M}　投诉电话 {house.sign.complaint_phone}",
    )


_NO_ITEM = Paragraph(text="要带的材料，请看取号机上的办事指南，或问综合值班窗口。")


def materials_of(item: Item | None) -> list[str]:
    """One line a material."""
    text = dict(item.disclosures).get("materials", "") if item else ""
    return [each.strip() for each in text.splitlines() if each.strip()][:MOST_MATERIALS]
