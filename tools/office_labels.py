"""Writes web/sentences/office_labels.json: what the search of the office finds settings by.

Headings, names of groups and of fields, as they stand in the templates: whatever a page shows
only at times is found as well.

    python -m tools.office_labels
"""

import json
import re
from collections.abc import Callable, Iterator
from inspect import getsource, unwrap
from pathlib import Path
from sys import modules
from typing import Any

from flask import Flask

from config import Config
from server.flask_app import create_flask_app
from web.navigation import place_of
from web.sentences.office_search import LABELS_FILE

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "office/templates"
TEMPLATE = re.compile(r"\"(office/\w+\.html)\"")
INCLUDED = re.compile(r"{%-?\s*include \"(office/\w+\.html)\"")
NAMED = re.compile(r"<(h2|h3|legend|summary|label)\b[^>]*>(.*?)</\1>", re.DOTALL)
#: What stands in a label and is no name of it.
BESIDE = re.compile(r"{#.*?#}|<(select|textarea|small|output)\b.*?</\1>|{%.*?%}|<[^>]*>", re.DOTALL)
FILLED_IN = re.compile(r"{{.*?}}", re.DOTALL)
#: A field that a macro writes, with its name among what the macro is given.
CALLED = re.compile(r"{{-?\s*[\w.]+\((?P<given>[^{}]*)\)\s*-?}}", re.DOTALL)
GIVEN = re.compile(r"\"([^\"]*)\"")
EXPLAINED = re.compile("[（：，]")  # what follows explains the name
EDGES = '　 \n“”"）、。…'
LEAST, MOST = 2, 20  # characters; whoever writes longer explains


def main(root: Path = ROOT) -> None:
    app = create_flask_app(Config.load(root / "config.toml"))
    text = json.dumps(labels_of(app), ensure_ascii=False, indent=1, sort_keys=True)
    LABELS_FILE.write_text(f"{text}\n", encoding="utf-8")


def labels_of(app: Flask) -> dict[str, list[str]]:
    """By endpoint, of every page of the office."""
    with app.test_request_context():
        pages = {
            rule.endpoint: app.view_functions[rule.endpoint]
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and place_of(rule.rule)
        }
    return {name: found for name, view in pages.items() if (found := _labels(view))}


def _labels(view: Callable[..., Any]) -> list[str]:
    pages = (page for page in _templates(view) if "/_" not in page)
    return list(dict.fromkeys(label for page in pages for label in _in_template(page)))


def _templates(view: Callable[..., Any]) -> list[str]:
    """Those it names, or, where it leaves that to others of its module, theirs."""
    own = TEMPLATE.findall(getsource(unwrap(view)))
    return own or _named_elsewhere(unwrap(view).__module__)


def _named_elsewhere(module: str) -> list[str]:
    functions = re.split(r"^(?=def |@)", getsource(modules[module]), flags=re.MULTILINE)
    return [
        name for text in functions if text.startswith("def _") for name in TEMPLATE.findall(text)
    ]


def _in_template(name: str) -> Iterator[str]:
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    yield from filter(_is_name, map(_name_of, [*_marked(source), *_given(source)]))
    for part in INCLUDED.findall(source):
        yield from _in_template(part)


def _marked(source: str) -> Iterator[str]:
    for _, inside in NAMED.findall(source):
        yield max(FILLED_IN.split(BESIDE.sub("", inside)), key=len)


def _given(source: str) -> Iterator[str]:
    for call in CALLED.finditer(source):
        yield from GIVEN.findall(call["given"])


def _name_of(text: str) -> str:
    return EXPLAINED.split(" ".join(text.split()).strip(EDGES))[0].strip(EDGES)


def _is_name(text: str) -> bool:
    return LEAST <= len(text) <= MOST and bool(re.search("[\u3400-\u9fff]", text))


if __name__ == "__main__":
    main()
