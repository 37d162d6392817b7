"""Whatever the hall keeps as one table to look through: sorted, filtered, paged, exported.

``declared`` says what a listing is, ``listing_rows`` reads a page of it, ``tables`` and
``records`` are the listings there are. Titles and words are those of web/sentences/listings.py.
"""
