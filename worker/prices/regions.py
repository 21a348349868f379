"""The regions that prices are kept for."""

REGIONS = (
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"),
    *("eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-north-1", "eu-south-1"),
    *("ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-northeast-1", "ap-northeast-2"),
    "us-gov-west-1",
)
"""Those that requests name most, on every continent that AWS serves, and the one for FedRAMP High."""


def place_in_order(region: str) -> tuple[int, str]:
    """Sort key: ours in the order above, then any other by name."""
    return (REGIONS.index(region) if region in REGIONS else len(REGIONS), region)
