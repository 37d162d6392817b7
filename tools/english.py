"""Keeps web/english.po in step with the sources: new sentences come in without English, those
that are gone go out. A test fails while one is without.

    python -m tools.english
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from web.language import CATALOGUE
from web.sentences.visitors import visitors_words

ROOT = Path(__file__).parents[1]
CHINESE = re.compile("[\u3400-\u9fff]")
#: What visitors see; the rest of web/ is for staff.
LOBBY = ("base", "faces", "parts", "refusal", "_refusal")
#: The pages behind the PIN.
STAFF = "staff_"
#: A word that names its own language, in every language.
AS_IT_IS = re.compile("中文")

ENVIRONMENT = Environment(trim_blocks=True, lstrip_blocks=True)
ENVIRONMENT.extend(newstyle_gettext=True)  # first: the extension leaves it as it finds it
ENVIRONMENT.add_extension("jinja2.ext.i18n")
ENVIRONMENT.policies["ext.i18n.trimmed"] = True


def templates() -> list[Path]:
    shared = [ROOT / f"web/templates/web/{name}.html" for name in LOBBY]
    kiosk = sorted((ROOT / "kiosk/templates").rglob("*.html"))
    return [*(file for file in kiosk if not file.name.startswith(STAFF)), *shared]


def sentences_of(template: Path) -> tuple[set[str], set[str]]:
    """What a template says in either language, and what it says in Chinese only."""
    tree = ENVIRONMENT.parse(template.read_text("utf-8"))
    spoken = {
        argument.value
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", "gettext")
        for argument in call.args[:1]
        if isinstance(argument, nodes.Const)
    }
    said = {node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)}
    said |= {node.data for node in tree.find_all(nodes.TemplateData)}
    return spoken, {
        text.strip() for text in said - spoken if CHINESE.search(AS_IT_IS.sub("", text))
    }


def sentences_in_code() -> Iterator[str]:
    """What is given to ``spoken`` as it stands."""
    for file in (*(ROOT / "kiosk").rglob("*.py"), *(ROOT / "web").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "spoken":
                yield from (
                    str(argument.value)
                    for argument in node.args
                    if isinstance(argument, ast.Constant)
                )


def wanted() -> list[str]:
    """Every sentence that wants an English one."""
    found = {*sentences_in_code(), *visitors_words()}
    for template in templates():
        found |= sentences_of(template)[0]
    return sorted(sentence for sentence in found if sentence)


def known() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def main() -> None:
    before = known()
    after = Catalog(locale="en", project="township-hall", fuzzy=False)
    for sentence in wanted():
        old = before.get(sentence)
        after.add(sentence, old.string if old else "")
    with CATALOGUE.open("wb") as file:
        write_po(file, after, width=100, omit_header=True, sort_output=False)
    missing = sum(not message.string for message in after if message.id)
    sys.stdout.write(f"{len(after)} 句，其中 {missing} 句还没有英文：web/english.po\n")


if __name__ == "__main__":
    main()
