"""Finding an item by whatever people type: characters, pinyin, initials, everyday words, questions.

``finder.py`` keeps the index as new as the catalogue, ``index_keeper.py`` before anybody asks,
``ranking.py`` says in which order what is
found is shown. ``index.py`` lays all names and everyday words out as one long text and
``pinyin.py`` looks for letters in it. ``everyday.py`` tells which matters a text is about (its
words are in ``everyday.toml``), ``matters.py`` and ``questions.py`` answer whole questions,
``sound_book.py`` forgives slips, ``near_sounds.py`` has something to offer where nothing is found.
"""
