"""The life of a notice, as a table: nothing shows that a second person has not read."""

from collections.abc import Mapping
from enum import StrEnum


class NoticeState(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"  # shows when its schedule says so
    WITHDRAWN = "withdrawn"  # 撤下: taken off every screen by a person
    EXPIRED = "expired"  # its time was over


class NoticeAction(StrEnum):
    EDIT = "edit"  # of substance: what was approved is not what is there any more
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


#: From a state, by a step, to the next state. Any step not listed here is refused. What is
#: published is not edited but replaced: a new draft takes its place the moment it is approved.
LIFE: Mapping[NoticeState, Mapping[NoticeAction, NoticeState]] = {
    NoticeState.DRAFT: {
        NoticeAction.EDIT: NoticeState.DRAFT,
        NoticeAction.SUBMIT: NoticeState.REVIEW,
    },
    NoticeState.REVIEW: {
        NoticeAction.EDIT: NoticeState.DRAFT,
        NoticeAction.SEND_BACK: NoticeState.DRAFT,
        NoticeAction.APPROVE: NoticeState.PUBLISHED,
    },
    NoticeState.PUBLISHED: {
        NoticeAction.WITHDRAW: NoticeState.WITHDRAWN,
        NoticeAction.EXPIRE: NoticeState.EXPIRED,
    },
    NoticeState.WITHDRAWN: {},
    NoticeState.EXPIRED: {},
}
