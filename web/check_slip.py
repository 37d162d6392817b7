"""What the opening check found, as the ticket printer takes it, in the office's layout."""

from collections.abc import Callable

from hall.machines import Sheet
from hall.opening_check.findings import Standing
from hall.opening_check.keeping_checks import read_findings
from hall.opening_check.model import OpeningCheck
from hall.opening_check.opening_checker import ComposeCheck
from hall.people.queries import staff
from hall.slips.paper_layouts import composed
from hall.unit_of_work import UnitOfWork
from web.sentences.moments import clock_time, day
from web.sentences.opening_check import (
    PARTS,
    check_remark,
    check_verdict,
    finding_sentence,
    finding_title,
)


def check_sheet_of(hall_name: Callable[[], str]) -> ComposeCheck:
    """With the name on it that the hall has by then."""

    def compose(work: UnitOfWork, check: OpeningCheck) -> Sheet:
        names = {person.id: person.name for person in staff(work.session)}
        found = read_findings(check)
        said = {
            standing: [
                f"{finding_title(finding)}：{finding_sentence(finding, names)}"
                for finding in found
                if finding.standing is standing
            ]
            for standing in (Standing.TROUBLE, Standing.UNKNOWN)
        }
        well = [PARTS[one.part] for one in found if one.standing is Standing.WELL]
        words = {
            "大厅": hall_name(),
            "时间": f"{day(check.at)} {clock_time(check.at)}",
            "结论": check_verdict(found),
            "要办": said[Standing.TROUBLE],
            "不知道": said[Standing.UNKNOWN],
            "正常": "、".join(dict.fromkeys(well)),
            "说明": check_remark(check),
        }
        return composed(work.session, "opening_check", words)

    return compose
