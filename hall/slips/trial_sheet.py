"""A page that shows what a printer can do: edges, sizes, rare characters, boxes, a code."""

from hall.machines import Paragraph, Sheet, TextSize


def trial_sheet(hall: str, when: str, link: str) -> Sheet:
    """``when`` is its footer, as it is to be read; ``link`` its code, "" for none."""
    return Sheet(
        title="打印测试",
        logo=True,
        body=(
            Paragraph(text=hall, centred=True),
            Paragraph(text="A012", size=TextSize.HUGE),
            Paragraph(text="---"),
            Paragraph(text="生僻字：𬭎 㐂 䶮 镕 〇　价钱：¥12.50"),
            Paragraph(text="高体字和方框", size=TextSize.TALL),
            Paragraph(text="待办", ticked=False),
            Paragraph(text="已办", ticked=True),
            Paragraph(text="---"),
        ),
        link=link,
        link_label="请用手机扫一扫",
        footer=when,
    )
