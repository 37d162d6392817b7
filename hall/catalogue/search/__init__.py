"""Finding an item by whatever people type: characters, pinyin, initials, everyday words, questions.

``finder.py`` keeps the index as new as the catalogue, ``index.py`` lays all names and everyday
words out as one long text, ``pinyin.py`` and ``questions.py`` look for what was typed in it, and
``ranking.py`` says in which order what is found is shown.
"""
