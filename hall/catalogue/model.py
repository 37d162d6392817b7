"""An item and its guide with the seven disclosures (七公开)."""

from enum import StrEnum

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hall.base import Base, Word
from hall.line.model import Service


class Module(StrEnum):
    """The three modules of the plan (六化三)."""

    APPLY = "apply"  # 办理事项
    ENQUIRE = "enquire"  # 查询事项
    DISCLOSE = "disclose"  # 公开事项


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
    name: Mapped[str]
    module: Mapped[Module] = mapped_column(
        Word(Module),
        index=True,
    )
    field: Mapped[str] = mapped_column(default="")  # 服务领域
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)  # everyday words
    position: Mapped[int] = mapped_column(default=0)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    service: Mapped[Service | None] = relationship()

    legal_basis: Mapped[str]
    conditions: Mapped[str]
    materials: Mapped[str]
    procedure: Mapped[str]
    time_limit: Mapped[str]
    fees: Mapped[str]
    complaints: Mapped[str]

    @property
    def disclosures(self) -> list[tuple[str, str]]:
        """Name and text of the seven, in the plan's order."""
        return [(name, getattr(self, name)) for name in DISCLOSURES]
