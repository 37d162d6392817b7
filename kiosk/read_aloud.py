"""What the kiosk says aloud: guides (朗读), and the question whether somebody is still there.

The button is on a page only where the whole guide can be heard.
"""

from io import BytesIO

from flask import Response, send_file

from hall.catalogue import queries as catalogue
from hall.catalogue.model import Item
from hall.errors import NotFound
from hall.settings import number_setting, setting
from hall.speech.sentences import Guide, Sentence, sentences_of
from hall.unit_of_work import ReadSession
from kiosk.pages import bp
from web.app_context import current_context, current_hall
from web.sentences import DISCLOSURES

#: More than any township has; a county's whole catalogue would be made for weeks.
MOST_GUIDES = 1000
#: The last part of the clip's name, see announcer/voice/standing_words.py.
STILL_THERE = "there"


def guide_of(item: Item) -> Guide:
    """Its name, then each of the seven with its heading."""
    sentences: list[Sentence] = list(sentences_of("name", item.name))
    for name, text in item.disclosures:
        if text.strip():
            sentences += sentences_of(name, DISCLOSURES[name])
            sentences += sentences_of(name, text)
    return Guide(item.code, item.name, tuple(sentences))


def every_guide(snapshot: ReadSession) -> list[Guide]:
    return [guide_of(item) for item in catalogue.to_be_read_aloud(snapshot.session, MOST_GUIDES)]


@bp.app_template_test("readable_aloud")
def readable_aloud(item: Item) -> bool:
    with current_hall().read() as snapshot:
        loud = number_setting(snapshot.session, "reading_volume") > 0
    return loud and current_context().reading.has(guide_of(item).sentences)


@bp.get("/kiosk/item/<code>/reading")
def reading(code: str) -> dict[str, object]:
    with current_hall().read() as snapshot:
        guide = guide_of(catalogue.item_by_code(snapshot.session, code))
        volume = number_setting(snapshot.session, "reading_volume")
    told = [{"part": s.part, "text": s.text, "sound": s.name} for s in guide.sentences]
    return {"volume": volume, "sentences": told}


@bp.get("/kiosk/reading/<name>.opus")
def sentence(name: str) -> Response:
    """Named by its words and not by its content: the office may choose another voice."""
    file = current_context().reading.sound(name)
    if file is None:
        raise NotFound(sound=name)
    return send_file(BytesIO(file), "audio/ogg", conditional=True)


@bp.get("/kiosk/still-there")
def still_there() -> dict[str, object]:
    """How loud the question may be just now, 0 is only in writing; and whether a call is heard."""
    speaker = current_context().loudspeaker
    with current_hall().read() as snapshot:
        aloud = setting(snapshot.session, "reading_warning") == "yes"
        volume = number_setting(snapshot.session, "reading_volume")
    may = aloud and speaker.at_the_kiosk(STILL_THERE) is not None
    return {"volume": volume if may else 0, "calling": bool(speaker.state().now)}


@bp.get("/kiosk/still-there.opus")
def question() -> Response:
    file = current_context().loudspeaker.at_the_kiosk(STILL_THERE)
    if file is None:
        raise NotFound(sound=STILL_THERE)
    return send_file(BytesIO(file), "audio/ogg", conditional=True)
