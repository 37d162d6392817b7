"""What should not stand on a public screen: ID numbers, phones, bank cards, addresses. Pure.

It marks, and offers what a masked text would be; a person decides, for the phone of an office
is to be read by everybody and the phone of a villager is not. Pictures are not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hall.notices.number_checks import is_bank_card, is_id_number, is_mobile


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


#: Full-width digits, one for one, so that places in the text stay what they are.
PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
#: Digits as people group them, 4304 2219 … or 138-0000-0000; two numbers side by side are one run.
RUN = re.compile(r"(?<![A-Za-z])\d(?:[ \-]?\d){10,}(?:[ \-]?[Xx])?(?![A-Za-z])")
ID_DIGITS = 18
#: An area of China, a date of birth: whoever typed the rest wrongly gave a neighbour away all the
#: same. Numbers of papers and orders begin otherwise, or have no such date within.
MISTYPED = re.compile(r"[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
LENGTHS = range(21, 10, -1)
LANDLINE = re.compile(r"(?<!\d)\(?0\d{2,3}\)?[ \-]?\d{7,8}(?!\d)")
PLACE = "一-鿿"
ADDRESS = re.compile(
    rf"[{PLACE}]{{1,12}}?(?:村|社区|居委会|小区|路|街|巷|弄|屯|组)"
    rf"[{PLACE}]{{0,8}}?[\d一二三四五六七八九十]+"
    rf"(?:号楼|号院|号|组|栋|幢|单元|室|屋场)(?:[\d{PLACE}]{{0,6}}?\d+(?:栋|幢|单元|室|号|楼))*"
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
    plain = text.translate(PLAIN)
    for run in RUN.finditer(plain):
        yield from _in_a_run(plain, run)
    for phone in LANDLINE.finditer(plain):
        digits = phone.group()
        yield PersonalDataFinding(
            PersonalDataKind.PHONE, *phone.span(), digits, f"{digits[:5]}****{digits[-2:]}"
        )
    for place in ADDRESS.finditer(plain):
        if not IN_THE_HALL.match(plain[place.end() :]):
            told = TOLD.match(place.group())
            yield PersonalDataFinding(
                PersonalDataKind.ADDRESS,
                *place.span(),
                place.group(),
                f"{told[0] if told else ''}***",
            )


def _in_a_run(plain: str, run: re.Match[str]) -> Iterator[PersonalDataFinding]:
    """Numbers that begin and end where a group of digits does; ID numbers, wherever they stand."""
    places = [at for at in range(*run.span()) if plain[at] not in " -"]
    first = 0
    while first < len(places):
        found = _longest_from(plain, places, first)
        if found is not None:
            yield found
            first = next((n for n, at in enumerate(places) if at >= found.end), len(places))
        else:
            first += 1


def _longest_from(plain: str, places: list[int], first: int) -> PersonalDataFinding | None:
    for length in LENGTHS:
        last = first + length - 1
        if last >= len(places):
            continue
        start, end = places[first], places[last] + 1
        whole = _is_edge(places, first) and _is_edge(places, last + 1)
        if length == ID_DIGITS or whole:
            digits = "".join(plain[at] for at in places[first : last + 1]).upper()
            if named := _named(digits, whole=whole):
                return PersonalDataFinding(named[0], start, end, plain[start:end], named[1])
    return None


def _is_edge(places: list[int], number: int) -> bool:
    """Whether a group of digits begins at this one of them, or ended before it."""
    return number in (0, len(places)) or places[number] != places[number - 1] + 1


def _named(digits: str, *, whole: bool) -> tuple[PersonalDataKind, str] | None:
    if is_id_number(digits) or (whole and MISTYPED.fullmatch(digits)):
        return PersonalDataKind.ID_NUMBER, f"{digits[:6]}********{digits[14:]}"
    if whole and is_bank_card(digits):
        return PersonalDataKind.BANK_CARD, f"****{digits[-4:]}"
    if whole and is_mobile(digits):
        return PersonalDataKind.MOBILE, f"{digits[:3]}****{digits[-4:]}"
    return None
