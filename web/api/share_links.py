"""Links by which anybody may read a job's result: making them, what became of them, taking them back."""

from typing import Any
from uuid import UUID, uuid5

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from jobs.identifiers import new_id
from jobs.share_tokens import token_of
from web import share_links as sharing
from web.envelope import answer, page
from web.identity import current_identity
from web.responses import CREATING, GONE, LISTING, READING, SECURITY
from web.schemas.envelope import Answer, Page
from web.schemas.headers import IdempotencyHeader
from web.schemas.share_links import (
    NewShareLink,
    ShareAct,
    SharedJobPath,
    ShareLink,
    ShareLinkChange,
    ShareLinkPath,
)
from web.services import services

share_links = APIBlueprint(
    "share_links", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="share links")], abp_security=SECURITY
)


@share_links.post("/jobs/<uuid:job_id>/share-links", responses={201: Answer[ShareLink], **CREATING, **READING, **GONE})
def create_share_link(path: SharedJobPath, header: IdempotencyHeader, body: NewShareLink) -> Response:
    """Make a link by which anybody may read the job's result; it is of this version, and of no later one."""
    identity, key = current_identity(), header.idempotency_key
    link_id = uuid5(path.job_id, f"share link {identity.user_id} {key}") if key else new_id()
    new = sharing.NewLink(
        link_id,
        token_of(link_id, services().settings.secret_key),
        body.title,
        body.expires_in_days,
        body.allows_download,
    )
    return answer(_shown(sharing.make(services().database, identity, path.job_id, new)), 201)


@share_links.get("/jobs/<uuid:job_id>/share-links", responses={200: Page[ShareLink], **READING})
def list_links_of_job(path: SharedJobPath) -> Response:
    """List the job's links, newest first, also those that are over."""
    return page(map(_shown, sharing.links_of(services().database, current_identity().org_id, path.job_id)))


@share_links.get("/share-links", responses={200: Page[ShareLink], **LISTING})
def list_share_links() -> Response:
    """List the organization's links, the newest 500, also those that are over."""
    return page(map(_shown, sharing.links_of(services().database, current_identity().org_id)))


@share_links.get("/share-links/acts", responses={200: Page[ShareAct], **LISTING})
def list_share_acts() -> Response:
    """List who made, changed and took back links, and when each was opened first; the newest 500."""
    acts = sharing.acts_of(services().database, current_identity().org_id)
    columns = [name for name in ShareAct.model_fields if name != "user_name"]
    return page(
        ShareAct.model_validate({name: getattr(row, name) for name in columns} | {"user_name": user})
        for row, user in acts
    )


@share_links.patch("/share-links/<uuid:share_link_id>", responses={200: Answer[ShareLink], **CREATING, **READING})
def change_share_link(path: ShareLinkPath, body: ShareLinkChange) -> Response:
    """Change its title, when it ends, or if all files may be downloaded; the link stays the same."""
    wanted = _wanted(body)
    return answer(_shown(sharing.change(services().database, current_identity(), path.share_link_id, wanted)))


@share_links.delete("/share-links/<uuid:share_link_id>", responses={200: Answer[ShareLink], **READING})
def revoke_share_link(path: ShareLinkPath) -> Response:
    """Take it back: it opens nothing from now on."""
    return answer(_shown(sharing.revoke(services().database, current_identity(), path.share_link_id)))


@share_links.post("/share-links/<uuid:share_link_id>/restore", responses={200: Answer[ShareLink], **READING})
def restore_share_link(path: ShareLinkPath) -> Response:
    """Undo that: the same link opens the same result again, until it would have ended."""
    return answer(_shown(sharing.restore(services().database, current_identity(), path.share_link_id)))


def _wanted(body: ShareLinkChange) -> dict[str, Any]:
    """An end may be set to none; title and downloads may not."""
    given = body.model_dump(exclude_unset=True)
    wanted = {name: given[name] for name in ("title", "allows_download") if given.get(name) is not None}
    return wanted | ({"days": given["expires_in_days"]} if "expires_in_days" in given else {})


def _shown(found: sharing.Found) -> ShareLink:
    row = found.row
    columns = {name: getattr(row, name, None) for name in ShareLink.model_fields}
    about = {"url": _url(row.id, row.secret_sha256), "state": found.standing, "created_by": found.made_by}
    return ShareLink.model_validate(columns | about)


def _url(link_id: UUID, sha256: str) -> str | None:
    settings = services().settings
    token = token_of(link_id, settings.secret_key)
    if token.sha256 != sha256 or not current_identity().may_submit:
        return None
    return f"{settings.web_url.rstrip('/')}/shared/{token}"
