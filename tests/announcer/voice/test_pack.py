"""The pack that comes with the program: every clip is there, and sounds as all the others do."""

import random
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile

from announcer.voice import ogg
from announcer.voice.phrasing import (
    HIGHEST_WINDOW,
    LETTERS,
    call_parts,
    every_part,
    number_part,
    window_part,
)
from announcer.voice.rendering.clip import LOUDNESS_DB, encoded, voiced_db
from announcer.voice.sounds import (
    FIRST_GAP_SECONDS,
    NEXT_GAP_SECONDS,
    PAUSE_SECONDS,
    Pack,
    Sounds,
)
from tools.voice_measured import LIST, faults, line

pytestmark = pytest.mark.slow

VOICE_FOLDER = Path(__file__).parents[3] / "static" / "voice"
HERTZ = 24_000
#: Numbers from 001 that each voice has so far, and whether it can say 幺; tools/voice_pack.py
#: goes on from there. A number without a clip is chimed and shown.
RENDERED = {"zm_yunjian": (999, True), "zf_xiaobei": (999, True)}
VOICES = sorted(RENDERED)
PACK = Pack([VOICE_FOLDER])
WRITTEN_OUT = 40
MEASURED_AGAIN = 40
#: What a call repeated twice has besides its words.
GAPS = [ogg.silence(seconds) for seconds in (FIRST_GAP_SECONDS, NEXT_GAP_SECONDS)]
AROUND = (
    PACK.chime()[0].samples
    + ogg.silence(PAUSE_SECONDS).samples
    + 2 * sum(gap.samples for gap in GAPS)
)


def expected(voice: str) -> set[str]:
    """No gap among the numbers, and everything else whole."""
    highest, yao = RENDERED[voice]
    names = {part.name for part in every_part()}
    numbers = {name for name in names if name.startswith("number-")}
    wanted = {f"number-{number:03}" for number in range(1, highest + 1)}
    if yao:
        wanted |= {name for name in numbers if name.startswith("number-yao-")}
    return (names - numbers) | wanted


def heard(file: bytes) -> np.ndarray:
    sound, hertz = soundfile.read(BytesIO(file), dtype="float32")
    assert hertz == HERTZ
    assert sound.ndim == 1
    return sound


@cache
def clips_of(voice: str) -> dict[str, ogg.Opus]:
    files = (VOICE_FOLDER / voice).glob("*.opus")
    return {file.stem: ogg.read(file.read_bytes()) for file in files}


@pytest.mark.parametrize("voice", VOICES)
def test_every_clip_is_there_and_nothing_else(voice):
    assert clips_of(voice).keys() == expected(voice)


@pytest.mark.parametrize("voice", VOICES)
def test_every_clip_is_as_loud_as_the_others_and_begins_at_once(voice):
    """Those that nobody has measured yet, and some of those that somebody has."""
    files = sorted((VOICE_FOLDER / voice).glob("*.opus"))
    known = set(LIST.read_text(encoding="utf-8").splitlines())
    again = random.Random(voice).sample(files, MEASURED_AGAIN)

    wrong = {
        file.name: found
        for file in files
        if (line(file) not in known or file in again)
        and (found := faults(file.stem, file.read_bytes()))
    }

    assert wrong == {}


def test_a_clip_that_is_wrong_is_found():
    sound = heard((VOICE_FOLDER / VOICES[0] / "number-012.opus").read_bytes())

    assert faults("number-012", encoded(sound)) == []
    assert faults("number-012", encoded(sound / 2)) == ["loudness"]
    assert "silence before" in faults("number-012", encoded(np.r_[np.zeros(HERTZ // 2), sound]))
    assert "length" in faults("number-012", encoded(sound[: HERTZ // 3]))
    assert "peak" in faults("number-012", encoded(sound * 6))


def test_no_other_voice_comes_with_the_program():
    assert {folder.name for folder in VOICE_FOLDER.iterdir() if folder.is_dir()} == set(VOICES)


def test_the_chime_is_softer_than_the_voice():
    sound = heard((VOICE_FOLDER / "chime.opus").read_bytes())

    assert LOUDNESS_DB - 5 < voiced_db(sound) < LOUDNESS_DB - 3


@pytest.mark.parametrize("voice", VOICES)
def test_a_joined_call_sounds_as_its_clips_do(voice):
    """A decoder that comes from the clip before differs by less than anybody can hear: the
    difference lies 40 dB below the voice."""
    parts = call_parts("A012", "3")
    opening, *others = PACK.said(voice, parts) or []
    clips = [*PACK.chime(), opening, *(piece for clip in others for piece in (GAPS[0], clip))]
    whole = heard(Sounds(PACK).build(parts, [voice], 1).file)

    at = 0
    for clip in clips:
        alone = heard(ogg.write(clip))
        skip = clip.pre_skip // 2 if at else 0  # at 24 kHz; only the first one's is cut away
        if clip == GAPS[0]:  # the clip before it fades away in it
            at += skip + len(alone)
            continue
        differs = whole[at + skip : at + skip + len(alone)] - alone
        assert np.sqrt(np.mean(differs**2)) < 10 ** ((LOUDNESS_DB - 40) / 20)
        at += skip + len(alone)
    assert len(whole) == at


@pytest.mark.parametrize("voice", VOICES)
def test_every_number_prefix_and_window_makes_one_sound_as_long_as_its_parts(voice):
    """All that can be called, by the lengths in the clips' own pages; some are written out."""
    highest, yao = RENDERED[voice]
    clips = clips_of(voice)
    calls = {
        (name := f"{prefix}{number:03}", way): call_parts(name, "1", yao=way)[:2]
        for prefix in LETTERS
        for number in range(1, highest + 1)
        for way in {False, yao}
    }
    windows = [window_part(str(number)) for number in range(1, HIGHEST_WINDOW + 1)]

    openings = {key: sum(clips[part.name].samples for part in said) for key, said in calls.items()}
    lasts = [clips[part.name].samples for part in windows]

    says = {key: "".join(part.text for part in said) for key, said in calls.items()}
    assert len(set(says.values())) == len({(name, says[name, way]) for name, way in says})
    assert len({part.text for part in windows}) == len(lasts) == HIGHEST_WINDOW
    for key in random.Random(voice).sample(sorted(calls), WRITTEN_OUT):
        at = random.Random(key[0]).randrange(HIGHEST_WINDOW)
        sound = Sounds(PACK).build([*calls[key], windows[at]], [voice, ""], 2)
        assert sound.spoken
        assert ogg.read(sound.file).samples == AROUND + 2 * (openings[key] + lasts[at])


def test_a_hall_with_clips_of_its_own_is_heard_with_them(tmp_path):
    own = tmp_path / VOICES[0]
    own.mkdir()
    (own / "number-012.opus").write_bytes(ogg.write(ogg.silence(2)))
    (own / "number-013.opus").write_bytes(b"torn")
    pack = Pack([tmp_path, VOICE_FOLDER])

    assert pack.said(VOICES[0], [number_part("012")]) == [ogg.silence(2)]
    assert pack.said(VOICES[0], [number_part("013")]) == PACK.said(
        VOICES[0], [number_part("013")]
    ), "a torn file is as good as none"


def test_what_has_no_clip_is_chimed_whole_and_never_said_in_part():
    sound = Sounds(PACK).build(call_parts("A1234", "3"), [VOICES[0]], 2)

    assert not sound.spoken
    assert ogg.read(sound.file).samples == PACK.chime()[0].samples


def test_what_a_voice_cannot_say_another_one_says(tmp_path):
    (tmp_path / "hengyang").mkdir()
    pack = Pack([tmp_path, VOICE_FOLDER])
    parts = call_parts("A012", "3")

    sound = Sounds(pack).build(parts, ["hengyang", ""], 1)

    assert sound.spoken
    assert sound == Sounds(pack).build(parts, [VOICES[-1], ""], 1)


def test_a_second_voice_comes_after_the_first(tmp_path):
    for voice, seconds in (("one", 1), ("two", 2)):
        (tmp_path / voice).mkdir()
        for part in [*call_parts("A001", "1")]:
            file = tmp_path / voice / f"{part.name}.opus"
            file.write_bytes(ogg.write(ogg.silence(seconds)))

    sound = Sounds(Pack([tmp_path])).build(call_parts("A001", "1"), ["one", "two"], 2)

    assert sound.seconds == pytest.approx(
        2 * 3 * (1 + 2) + 3 * PAUSE_SECONDS + 2 * 2 * (FIRST_GAP_SECONDS + NEXT_GAP_SECONDS)
    )


def test_two_letters_are_said_from_their_letters_where_nobody_made_them_together():
    single = PACK.said(VOICES[0], [window_part("3")])
    assert single is not None

    assert PACK.said(VOICES[0], call_parts("AB012", "3")[:1]) is not None


def test_the_same_call_is_the_same_sound():
    sounds = Sounds(PACK)
    first = sounds.build(call_parts("A001", "1"), [VOICES[0]], 1)

    assert sounds.build(call_parts("A001", "1"), [VOICES[0]], 1).name == first.name
    assert sounds.find(first.name) == first
