"""A QR code as dots: one dot a module, without the white around it."""

from PIL import Image

#: Error correction, as the qrcode package numbers it.
L, M, Q, H = 1, 0, 3, 2


def code_image(text: bytes, level: int) -> Image.Image | None:
    """One dot a module, without the white around it; None for a text that no code holds.

    ``level``: L, M, Q or H above.
    """
    from qrcode import QRCode
    from qrcode.exceptions import DataOverflowError

    code = QRCode(error_correction=level, border=0)
    code.add_data(text, optimize=0)
    try:
        matrix = code.get_matrix()
    except (DataOverflowError, ValueError):  # both are raised, by version
        return None
    image = Image.new("1", (len(matrix), len(matrix)))
    image.putdata([255 * dark for row in matrix for dark in row])
    return image
