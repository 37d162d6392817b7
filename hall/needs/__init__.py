"""What needs the director now (今日): one list of needs, each with what it is about and since when.

Nothing here knows a page: office/need_acts.py says which press mends which need, and
web/sentences/needs.py how it is said.
"""
