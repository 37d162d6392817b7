"""An item and its guide, as programs read them."""

from typing import Self

from msgspec import Struct

from api.answers import Count
from hall.catalogue.model import Item, ItemMaterial, ItemStep
from hall.catalogue.terms import Module


class ItemAnswer(Struct, frozen=True, kw_only=True):
    code: str
    name: str
    module: Module
    field: str

    @classmethod
    def of(cls, item: Item) -> Self:
        return cls(code=item.code, name=item.name, module=item.module, field=item.field)


class MaterialAnswer(Struct, frozen=True, kw_only=True):
    name: str
    originals: Count
    copies: Count
    required: bool
    condition: str
    source: str
    sample: str
    note: str

    @classmethod
    def of(cls, row: ItemMaterial) -> Self:
        return cls(**{name: getattr(row, name) for name in cls.__struct_fields__})


class ItemStepAnswer(Struct, frozen=True, kw_only=True):
    name: str
    days: int | None
    window: str | None

    @classmethod
    def of(cls, step: ItemStep) -> Self:
        window = step.window.name if step.window else None
        return cls(name=step.name, days=step.days, window=window)


class GuideAnswer(ItemAnswer, frozen=True, kw_only=True):
    aliases: list[str]
    service: str | None
    disclosures: dict[str, str]
    life_events: list[str]
    materials: list[MaterialAnswer]
    steps: list[ItemStepAnswer]

    @classmethod
    def of(cls, item: Item) -> Self:
        return cls(
            code=item.code,
            name=item.name,
            module=item.module,
            field=item.field,
            aliases=item.aliases,
            service=item.service.prefix if item.service else None,
            disclosures=dict(item.disclosures),
            life_events=item.life_events,
            materials=[MaterialAnswer.of(row) for row in item.material_rows],
            steps=[ItemStepAnswer.of(step) for step in item.steps],
        )
