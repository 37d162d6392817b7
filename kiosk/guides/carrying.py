"""A guide carried away on a telephone: the text itself in codes, and beside them an address.

The text works without any network; the address only in the hall.
"""

from flask import request, url_for

from hall.catalogue import queries
from hall.catalogue.counting import count_code
from hall.catalogue.model import Item
from hall.errors import NotFound
from kiosk.guides.pieces import pieces
from kiosk.guides.telling import to_carry
from kiosk.pages import bp, page
from lobby.door import the_hall, the_house
from lobby.qr import code_picture


@bp.get("/kiosk/item/<code>/carry")
def carry(code: str) -> str:
    turn = request.args.get("piece", 1, int)
    with the_hall().look() as look:
        item = queries.item_by_code(look.session, code)
        texts = pieces(item.name, _text(item))
        if not 1 <= turn <= len(texts):
            raise NotFound(piece=turn)
        address = address_of(item)
        shown = page(
            "kiosk/carry.html",
            now=look.now,
            item=item,
            turn=turn,
            count=len(texts),
            text_code=code_picture(texts[turn - 1]),
            address=address,
            address_code=code_picture(address) if address else None,
        )
    if turn == 1:  # turning to the other pieces is the same carrying away
        with the_hall().work("kiosk") as work:
            count_code(work, item.id)
    return shown


def _text(item: Item) -> list[str]:
    sign = the_house().sign
    return list(to_carry(item, sign))


def address_of(item: Item) -> str:
    """In the hall's own network; "" where nobody knows how telephones reach us."""
    base = the_house().public_url
    return f"{base}{url_for('.on_the_phone', number=item.id)}" if base else ""
