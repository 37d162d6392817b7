"""A QR code for a page, as a small picture within the page itself.

One dot a module; the page shows it as large as a telephone wants it, with hard edges.
"""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

from PIL import Image
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

#: White around the code, or telephones do not find it (ISO/IEC 18004).
QUIET_MODULES = 4


@lru_cache(maxsize=64)  # drawing takes a twentieth of a second, and people turn back and forth
def code_picture(text: str) -> str | None:
    """As an address for <img>; None for a text that no code holds.

    The bytes are UTF-8 without any mark of it: every telephone guesses that, and not all of
    them understand the mark.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_MODULES)
    code.add_data(text.encode(errors="replace"), optimize=0)
    try:
        modules = code.get_matrix()
    except (DataOverflowError, ValueError):  # both are raised, by version
        return None
    picture = Image.new("1", (len(modules), len(modules)))
    picture.putdata([0 if dark else 255 for row in modules for dark in row])
    picture.save(file := BytesIO(), "PNG", optimize=True)
    return f"data:image/png;base64,{b64encode(file.getvalue()).decode()}"
