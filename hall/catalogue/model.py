"""An item, and its guide with the seven disclosures (七公开)."""

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base, EnumColumn
from hall.catalogue import guide
from hall.catalogue.terms import ItemKind, ItemState, Module, Unit
from hall.line.model import Service, Window

#: The seven disclosures in the plan's order (六化六); each is a column of Item.
DISCLOSURES = (
    "legal_basis",
    "conditions",
    "materials",
    "procedure",
    "time_limit",
    "fees",
    "complaints",
)


class Item(Base):
    __tablename__ = "item"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)  # text, never a number: Excel ruins those
    implementing_code: Mapped[str] = mapped_column(default="")  # 实施编码, as the county gives it
    name: Mapped[str]
    english_name: Mapped[str] = mapped_column(default="")
    module: Mapped[Module] = mapped_column(
        EnumColumn(Module),
        index=True,
    )
    state: Mapped[ItemState] = mapped_column(
        EnumColumn(ItemState), default=ItemState.DRAFT, index=True
    )
    kind: Mapped[ItemKind | None] = mapped_column(EnumColumn(ItemKind))
    field: Mapped[str] = mapped_column(default="")  # 服务领域, several with 、 between
    life_events: Mapped[list[str]] = mapped_column(JSON, default=list)
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)  # everyday words
    position: Mapped[int] = mapped_column(default=0)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    service: Mapped[Service | None] = relationship()

    authority: Mapped[str] = mapped_column(default="")  # 实施主体
    objects: Mapped[str] = mapped_column(default="")  # 服务对象
    place: Mapped[str] = mapped_column(default="")
    open_hours: Mapped[str] = mapped_column(default="")
    consultation: Mapped[str] = mapped_column(default="")  # 咨询电话
    result: Mapped[str] = mapped_column(default="")  # 结果名称

    legal_value: Mapped[int | None]
    legal_unit: Mapped[Unit | None] = mapped_column(EnumColumn(Unit))
    legal_note: Mapped[str] = mapped_column(default="")
    promised_value: Mapped[int | None]
    promised_unit: Mapped[Unit | None] = mapped_column(EnumColumn(Unit))
    promised_note: Mapped[str] = mapped_column(default="")
    is_fee: Mapped[bool | None]
    fee_basis: Mapped[str] = mapped_column(default="")

    # Written out by hand; where there are rows or figures, the guide is made of those.
    legal_basis: Mapped[str]
    conditions: Mapped[str]
    materials: Mapped[str]
    procedure: Mapped[str]
    time_limit: Mapped[str]
    fees: Mapped[str]
    complaints: Mapped[str]

    material_rows: Mapped[list["ItemMaterial"]] = relationship(
        order_by="ItemMaterial.position", cascade="all, delete-orphan"
    )
    steps: Mapped[list["ItemStep"]] = relationship(
        order_by="ItemStep.position", cascade="all, delete-orphan"
    )

    @property
    def disclosures(self) -> list[tuple[str, str]]:
        """Name and text of the seven, in the plan's order."""
        return [(name, self._told(name)) for name in DISCLOSURES]

    def _told(self, name: str) -> str:
        written: str = getattr(self, name) or ""
        match name:
            case "materials":
                return guide.materials(self.material_rows) or written
            case "procedure":
                return written or guide.procedure(self.steps)
            case "time_limit":
                legal = guide.TimeLimit(self.legal_value, self.legal_unit, self.legal_note)
                own = guide.TimeLimit(self.promised_value, self.promised_unit, self.promised_note)
                return guide.time_limit(legal, own) or written
            case "fees":
                return guide.fees(is_fee=self.is_fee, basis=self.fee_basis, standard=written)
        return written

    @property
    def missing(self) -> list[str]:
        """The disclosures that are not filled in; an explicit 无 counts as filled."""
        return [name for name, text in self.disclosures if not text.strip()]

    @property
    def has_unbound_step(self) -> bool:
        """环节未全进: a step that is done at no window of this hall."""
        return any(step.window is None for step in self.steps)

    @property
    def is_published(self) -> bool:
        """Whether visitors see it; a draft and a withdrawn one only the office sees."""
        return self.state is ItemState.PUBLISHED


class ItemMaterial(Base):
    """A paper to bring for one item; how many copies belongs here, not to the paper."""

    __tablename__ = "item_material"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    originals: Mapped[int] = mapped_column(default=0)
    copies: Mapped[int] = mapped_column(default=0)
    required: Mapped[bool] = mapped_column(default=True)
    condition: Mapped[str] = mapped_column(default="")  # when it is needed at all
    source: Mapped[str] = mapped_column(default="")  # where it comes from
    sample: Mapped[str] = mapped_column(default="")  # where a form or a sample is
    note: Mapped[str] = mapped_column(default="")


class ItemStep(Base):
    """One step (环节) of an item, and the window where it is done."""

    __tablename__ = "item_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    days: Mapped[int | None]  # working days
    window_id: Mapped[int | None] = mapped_column(ForeignKey("window.id"))
    window: Mapped[Window | None] = relationship()
