"""Taking items in from a file and giving them out as one."""

from contextlib import closing

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue.import_export.columns import BY_KEY, COLUMNS
from hall.catalogue.import_export.importing import Import
from hall.catalogue.import_export.spreadsheet import MOST_BYTES
from hall.catalogue.import_export.writing import csv_of, xlsx_of
from hall.catalogue.office_queries import every_item
from hall.errors import CannotRead, Malformed
from office.page import office_page
from web import sentences
from web.app_context import current_context, current_hall
from web.forms.fields import TextField, TypedField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm, form_of
from web.forms.uploaded_file import uploaded_file
from web.request_size import may_hold_file
from web.sentences import catalogue
from web.sign_in import actor, must_be_manager

bp = Blueprint("exchange", __name__, url_prefix="/items", template_folder="templates")

#: The wrapping of a form around the file.
SHOWN_REMARKS = 300
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/import")
def choose() -> str:
    with office_page() as (show, _snapshot):
        return show("office/import.html")


@bp.post("/import")
@form_page(".choose")
def bring() -> ResponseReturnValue:
    """Only here may so much be sent, and only by a manager."""
    must_be_manager()
    may_hold_file(MOST_BYTES)
    file = uploaded_file("file")
    if file is None:
        raise Malformed(field="file")
    with closing(file):
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise CannotRead(why="too_large")
    job = current_context().imports.bring(current_hall(), content, file.filename or "")
    return redirect(url_for(".preview", key=job.key), 303)


@bp.get("/import/<key>")
def preview(key: str) -> str:
    with office_page() as (show, _snapshot):
        job = current_context().imports.find(key)
        return show(
            "office/import_one.html",
            each=job,
            stage=catalogue.STAGES[job.stage],
            summary=catalogue.import_summary(job),
            told=catalogue.import_done(job),
            sentence=sentences.refusal(job.refusal) if job.refusal else "",
            columns=[] if job.is_busy else _columns(job),
            choices=COLUMNS,
            remarks=[] if job.is_busy else _remarks(job),
            more=max(0, len(job.remarks) - SHOWN_REMARKS) if not job.is_busy else 0,
            grave=sum(remark.grave for remark in job.remarks) if not job.is_busy else 0,
        )


def _columns(job: Import) -> list[tuple[str, str | None, list[str]]]:
    """Each column's heading, what it is taken for, and its first cells."""
    if job.table is None:
        return []
    first = [row for _, row in job.table.rows[:3]]
    return [
        (heading, key, [str(row[n]) for row in first if n < len(row) and row[n] is not None])
        for n, (heading, key) in enumerate(zip(job.table.headings, job.keys, strict=True))
    ]


def _remarks(job: Import) -> list[tuple[bool, str]]:
    return [(remark.grave, catalogue.remark(remark)) for remark in job.remarks[:SHOWN_REMARKS]]


@bp.post("/import/<key>/columns")
@form_page(".preview", "key")
def name_columns(key: str) -> ResponseReturnValue:
    must_be_manager()
    job = current_context().imports.find(key)
    width = len(job.table.headings) if job.table else 0
    form = columns_form(width).read()
    keys = [form.value_of(f"column-{number}") for number in range(width)]
    publish = form.publish.value == "yes"
    current_context().imports.look_again(current_hall(), key, keys, publish=publish)
    return redirect(url_for(".preview", key=key), 303)


class ColumnsForm(TypedForm):
    publish = TextField()


class ColumnField(TypedField[str | None]):
    """What a column is taken for; None where it is left out."""

    def parse(self, text: str) -> str | None:
        return text if text in BY_KEY else None


def columns_form(width: int) -> type[ColumnsForm]:
    fields = {f"column-{number}": ColumnField() for number in range(width)}
    form: type[ColumnsForm] = form_of("AllColumnsForm", fields, ColumnsForm)
    return form


@bp.post("/import/<key>/confirm")
@form_page(".preview", "key")
def confirm(key: str) -> ResponseReturnValue:
    manager = must_be_manager()
    current_context().imports.confirm(current_hall(), key, actor(manager))
    return redirect(url_for(".preview", key=key), 303)


@bp.get("/export.<any(xlsx, csv):kind>")
def export(kind: str) -> ResponseReturnValue:
    must_be_manager()
    with current_hall().read() as snapshot:
        items = every_item(snapshot.session)
        name = f"items-{snapshot.today:%Y%m%d}.{kind}"
    # Ten thousand items take seconds: the database is not kept waiting meanwhile.
    content, mimetype = (xlsx_of(items), XLSX) if kind == "xlsx" else (csv_of(items), "text/csv")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=mimetype, headers=headers)
