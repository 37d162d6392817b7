"""What should not stand on a public screen: ID numbers, phones, bank cards, addresses. Pure.

It marks, and offers what a masked text would be; a person decides, for the phone of an office
is to be read by everybody and the phone of a villager is not. Pictures are not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hall.notices.broken_numbers import broken_numbers
from hall.notices.everyday_values import everyday_values, is_everyday
from hall.notices.folded_text import folded
from hall.notices.number_checks import area_code, is_bank_card, is_id_number, is_mobile


class PersonalDataKind(StrEnum):
    ID_NUMBER = "id_number"
    BANK_CARD = "bank_card"
    MOBILE = "mobile"
    PHONE = "phone"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class PersonalDataFinding:
    kind: PersonalDataKind
    start: int
    end: int
    found: str
    masked: str


#: What may stand between two digits of one number, once it is folded.
GAP = r"[ .\-]{0,5}"
#: Digits as people group them, 4304 2219 … or 138.0000.0000; two numbers side by side are one run.
RUN = re.compile(rf"\d(?:{GAP}\d){{10,}}(?:{GAP}X)?")
#: An area of China, a date of birth: whoever typed the rest wrongly gave a neighbour away all the
#: same. Numbers of papers and orders begin otherwise, or have no such date within.
MISTYPED = re.compile(r"[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
LENGTHS = range(21, 10, -1)
PLACE = "一-鿿"
#: A village and its group (云集村3组) are not enough to find somebody by, and the law wants them
#: told of whoever is on a list that is made public; a house is marked.
ADDRESS = re.compile(
    rf"[{PLACE}]{{1,12}}?(?:村|社区|居委会|小区|路|街|巷|弄|屯|组)"
    rf"[{PLACE}]{{0,8}}?(?:第?[\d一二三四五六七八九十]+组[{PLACE}]{{0,8}}?)?[\d一二三四五六七八九十]+"
    rf"(?:号楼|号院|号|栋|幢|单元|室|屋场)(?:[\d{PLACE}]{{0,6}}?\d+(?:栋|幢|单元|室|号|楼))*"
)
#: Where an address ends that may be told: the village, the road.
TOLD = re.compile(r".*?(?:村|社区|居委会|小区|路|街|巷|弄|屯|组)")
#: 3 号窗口 is a place in the hall, and nobody lives there.
IN_THE_HALL = re.compile(r"^\s*窗口")


def check(text: str) -> list[PersonalDataFinding]:
    """Everything that is marked, in the order of the text, none within another."""
    found: list[PersonalDataFinding] = []
    for finding in sorted(_marked(text), key=lambda finding: (finding.start, -finding.end)):
        if not found or finding.start >= found[-1].end:
            found.append(finding)
    return found


def masked(text: str) -> str:
    """The text with everything masked that is marked; each round leaves fewer digits in it."""
    while found := check(text):
        for finding in reversed(found):
            text = f"{text[: finding.start]}{finding.masked}{text[finding.end :]}"
    return text


def _marked(text: str) -> Iterator[PersonalDataFinding]:
    read = folded(text)
    for text_read in {read.plain, read.spoken}:  # the same where no numeral stands
        for kind, start, end, instead in _numbers_in(text_read):
            yield PersonalDataFinding(kind, *read.span(start, end), read.plain[start:end], instead)
    for place in ADDRESS.finditer(read.plain):
        if not IN_THE_HALL.match(read.plain[place.end() :]):
            told = TOLD.match(place.group())
            yield PersonalDataFinding(
                PersonalDataKind.ADDRESS,
                *read.span(*place.span()),
                place.group(),
                f"{told[0] if told else ''}***",
            )


def _numbers_in(plain: str) -> Iterator[tuple[PersonalDataKind, int, int, str]]:
    for run in RUN.finditer(plain):
        yield from _in_a_run(plain, run)
    for start, end, digits in broken_numbers(plain):
        if named := _id_number(digits, whole=True) or _number(digits):
            yield named[0], start, end, named[1]


def _in_a_run(plain: str, run: re.Match[str]) -> Iterator[tuple[PersonalDataKind, int, int, str]]:
    """Numbers that begin and end where a group of digits does; ID numbers, wherever they stand."""
    places = [at for at in range(*run.span()) if plain[at] not in " .-"]
    everyday = everyday_values(plain, *run.span())
    first = 0
    while first < len(places):
        for last in _ends(places, first):
            start, end = places[first], places[last] + 1
            whole = _is_edge(plain, places, first) and _is_edge(plain, places, last + 1)
            digits = "".join(plain[at] for at in places[first : last + 1])
            named = _id_number(digits, whole=whole) or (_number(digits) if whole else None)
            is_birth = named is not None and named[0] is PersonalDataKind.ID_NUMBER
            if named and not is_everyday(plain, start, end, everyday, has_birth=is_birth):
                break
        else:
            first += 1
            continue
        yield named[0], start, end, named[1]
        first = last + 1


def _ends(places: list[int], first: int) -> Iterator[int]:
    """Where a number that begins at this digit may end, the longest first."""
    return (first + length - 1 for length in LENGTHS if first + length <= len(places))


def _is_edge(plain: str, places: list[int], number: int) -> bool:
    """Whether a group of digits begins at this one of them, or ended before it."""
    if number in (0, len(places)) or plain[places[number]] == "X":
        return True
    return places[number] != places[number - 1] + 1


def _id_number(digits: str, *, whole: bool) -> tuple[PersonalDataKind, str] | None:
    if is_id_number(digits) or (whole and MISTYPED.fullmatch(digits)):
        return PersonalDataKind.ID_NUMBER, f"{digits[:6]}********{digits[14:]}"
    return None


def _number(digits: str) -> tuple[PersonalDataKind, str] | None:
    if is_bank_card(digits):
        return PersonalDataKind.BANK_CARD, f"****{digits[-4:]}"
    if is_mobile(digits):
        return PersonalDataKind.MOBILE, f"{digits[:3]}****{digits[-4:]}"
    if area := area_code(digits):
        return PersonalDataKind.PHONE, f"{area}-****{digits[-2:]}"
    return None
