"""Which mails you get, and whether your address takes any."""

from uuid import UUID

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.mail_preferences import Preferences, change_preferences, preferences_of
from jobs.mail_suppression import lift, suppression_of
from jobs.models import MailSuppression, User
from jobs.notifications import Kind
from web.envelope import answer
from web.identity import current_identity
from web.responses import CREATING, LISTING, PERSON
from web.schemas.envelope import Answer
from web.schemas.notifications import (
    NotificationChange,
    NotificationKinds,
    NotificationPreferences,
    Suppression,
)
from web.services import services

notifications = APIBlueprint(
    "notifications",
    __name__,
    url_prefix="/api/v1/me/notifications",
    abp_tags=[Tag(name="session")],
    abp_security=PERSON,
)


@notifications.get("", responses={200: Answer[NotificationPreferences], **LISTING})
def show_notifications() -> Response:
    """Show which mails you get, in every organization, and whether your address takes any."""
    user_id = current_identity().user_id
    with services().database.user(user_id):
        return answer(_shown(user_id, preferences_of(user_id)))


@notifications.patch("", responses={200: Answer[NotificationPreferences], **CREATING})
def change_notifications(body: NotificationChange) -> Response:
    """Choose which mails you get; it holds for the next one that is sent."""
    user_id = current_identity().user_id
    kinds = body.kinds.model_dump(exclude_none=True) if body.kinds else {}
    with services().database.user(user_id):
        changed = change_preferences(user_id, body.level, {Kind(name): on for name, on in kinds.items()})
        return answer(_shown(user_id, changed))


@notifications.post("/try-again", responses={200: Answer[NotificationPreferences], **LISTING})
def try_address_again() -> Response:
    """Send mails to your address again, after one came back or was reported as spam. What was missed stays missed."""
    user_id = current_identity().user_id
    with services().database.user(user_id):
        lift(_address(user_id))
        return answer(_shown(user_id, preferences_of(user_id)))


def _address(user_id: UUID) -> str:
    return str(User.select(User.email).where(User.id == user_id).get().email)


def _shown(user_id: UUID, preferences: Preferences) -> NotificationPreferences:
    address = _address(user_id)
    found = suppression_of(address)
    return NotificationPreferences(
        email=address,
        level=preferences.level,
        kinds=NotificationKinds.model_validate({kind: kind not in preferences.kinds_off for kind in Kind}),
        suppressed=_why(found) if found else None,
    )


def _why(found: MailSuppression) -> Suppression:
    return Suppression.model_validate(found, from_attributes=True)
