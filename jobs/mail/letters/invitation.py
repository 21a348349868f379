"""Somebody is invited into an organization."""

from jobs.mail.letter import Letter, Link
from jobs.mail.message import on_one_line
from jobs.models import Invitation


def write(invitation: Invitation, inviter: str, organization: str, url: str) -> Letter:
    """`url` holds the secret that lets its reader in."""
    who, where = on_one_line(inviter), on_one_line(organization)
    ends = invitation.expires_at
    return Letter(
        subject=f"{who} invites you to {where}",
        badge="Invitation",
        tone="plain",
        heading=f"Work in “{where}” on Groundplan",
        lead=f"{who} invites you. Groundplan turns a request in plain words into an AWS architecture that deploys.",
        button=Link("Look at the invitation", url),
        why="If you did not expect this, do nothing: you become a member only by accepting.",
        facts=(
            ("Sign in as", invitation.email),
            ("Good until", f"{ends.day} {ends:%B %Y}, {ends:%H:%M} UTC, once"),
        ),
    )
