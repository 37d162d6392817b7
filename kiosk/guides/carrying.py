"""A guide carried away on a telephone: the text itself in codes, and beside them an address.

The text works without any network; the address only in the hall.
"""

from flask import url_for

from hall.catalogue import queries
from hall.catalogue.model import Item
from hall.catalogue.usage_counts import count_code
from hall.errors import NotFound
from hall.parsing import whole_number
from kiosk.guides.guide_text import to_carry
from kiosk.guides.pieces import pieces
from kiosk.pages import bp, page
from web.app_context import current_context, current_hall
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm
from web.qr import code_picture
from web.same_origin import comes_from_elsewhere


class PieceQuery(TypedForm):
    piece = LenientField(whole_number, 1)


@bp.get("/kiosk/item/<code>/carry")
def carry(code: str) -> str:
    turn = PieceQuery.read_query().piece.value
    with current_hall().read() as snapshot:
        item = queries.item_by_code(snapshot.session, code)
        texts = pieces(item.name, _text(item))
        if not 1 <= turn <= len(texts):
            raise NotFound(piece=turn)
        address = address_of(item)
        shown = page(
            "kiosk/carry.html",
            now=snapshot.now,
            item=item,
            turn=turn,
            count=len(texts),
            text_code=code_picture(texts[turn - 1]),
            address=address,
            address_code=code_picture(address) if address else None,
        )
    if turn == 1 and not comes_from_elsewhere():  # turning on is the same carrying away
        with current_hall().work("kiosk") as work:
            count_code(work, item.id)
    return shown


def _text(item: Item) -> list[str]:
    sign = current_context().sign
    return list(to_carry(item, sign))


def address_of(item: Item) -> str:
    """In the hall's own network; "" where nobody knows how telephones reach us."""
    base = current_context().public_url
    return f"{base}{url_for('.on_the_phone', number=item.id)}" if base else ""
