"""Taking items in from the spreadsheets that offices have, and giving them out again.

A file becomes a sheet (``file_formats.py``, ``csv_files.py``, ``xlsx_files.py``), its headings say
which column holds what (``headings.py``, ``columns.py``), every row becomes an item with remarks
on what is wrong with it (``rows.py`` and the files it uses), the plan compares those with the
catalogue (``import_plan.py``), and only a confirmed plan is carried out (``apply_plan.py``).
"""
