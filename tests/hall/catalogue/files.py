"""Small spreadsheets for tests."""

import csv
import io

from openpyxl import Workbook


def csv_file(*rows, encoding="utf-8"):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(*rows, merge=()):
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in merge:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def one_row(**more):
    """Headings and one complete row, with these columns too."""
    columns = {
        "事项编码": "X-1", "事项名称": "演示事项", "法律依据": "法", "申请条件": "无",
        "申报材料": "身份证｜原件1份", "办理程序": "受理、审查、决定", "办理时限": "当场",
        "收费标准": "无", "投诉渠道及电话": "12345", **more,
    }  # fmt: skip
    return [tuple(columns), tuple(columns.values())]
