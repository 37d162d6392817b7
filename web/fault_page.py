"""故障: the table of faults as sections of a manual, each line with a place of its own."""

from flask import render_template
from markupsafe import Markup

from hall.machine_watch import MachineHealth
from hall.pdf_papers.pdf_paper import PdfBlock
from web.manual_text import ManualSection
from web.sentences.fault_lines import FaultGroup
from web.sentences.fault_table import fault_groups, fault_key
from web.sentences.manual_names import FAULT_COLUMNS, FAULTS_TITLE

WIDTHS = (28, 30, 42)  # of the columns, in hundredths


def fault_sections() -> tuple[ManualSection, ...]:
    """The title, then one for each kind of machine or trouble."""
    title = ManualSection(FAULTS_TITLE, Markup(""))
    return title, *(_section(group) for group in fault_groups())


def key_of_health(health: MachineHealth) -> str:
    """Where the page of faults says what this is; "" for a machine that is well."""
    unknown = "unknown" if health.state == "unknown" else ""
    return fault_key(health.fault or unknown or health.note)


def _section(group: FaultGroup) -> ManualSection:
    html = render_template("web/_fault_group.html", group=group, columns=FAULT_COLUMNS)
    rows = tuple((line.seen, line.means, line.do) for line in group.lines)
    table = PdfBlock(head=FAULT_COLUMNS, rows=rows, widths=WIDTHS)
    return ManualSection(group.title, Markup(html), (PdfBlock(text=group.about), table))
