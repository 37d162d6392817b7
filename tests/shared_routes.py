"""The addresses of pages are compiled once a process, not once an application.

Flask asks ``url_rule_class`` for the rules of every application, 260 of ours in 0.08 seconds; a
thousand tests have an application of their own, with the same ones.
"""

from typing import ClassVar

from flask import Flask
from werkzeug.routing import Rule


class CompiledOnce(Rule):
    compiled: ClassVar[dict[tuple[object, ...], Rule]] = {}

    def compile(self) -> None:
        twin = self.compiled.get(self._written())
        if twin is None:
            super().compile()
            self.compiled[self._written()] = self
        else:
            vars(self).update(vars(twin) | {"map": self.map})

    def _written(self) -> tuple[object, ...]:
        """All that a rule is compiled from; the converters of addresses are the same for all."""
        return (
            self.rule,
            self.endpoint,
            self.subdomain,
            self.host,
            repr(self.defaults),
            frozenset(self.methods or ()),
            repr(self.redirect_to),
            self.build_only,
            self.websocket,
            self.strict_slashes,
            self.merge_slashes,
            self.alias,
        )


Flask.url_rule_class = CompiledOnce
