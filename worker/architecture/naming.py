"""How one id becomes the names that AWS, Terraform and CloudFormation take."""

from hashlib import sha256

SLUG_LENGTH = 22
"""With project (20), environment (12), suffix (6) and hyphens a name is at most 63 characters: what S3 and RDS take."""


def logical_id(snake: str) -> str:
    """`order_items` → `OrderItems`: letters and digits only, as CloudFormation wants."""
    return "".join(part[:1].upper() + part[1:] for part in snake.split("_"))


def slug(snake: str, length: int = SLUG_LENGTH) -> str:
    """`order_items` → `order-items`, in at most `length` characters, with single hyphens inside only.

    A shortened one ends in a digest of the whole, so that two stay different.
    """
    hyphened = "-".join(part for part in snake.replace("-", "_").split("_") if part)
    if len(hyphened) <= length:
        return hyphened
    digest = sha256(snake.encode()).hexdigest()[:4]
    return f"{hyphened[: length - 5].rstrip('-')}-{digest}"
