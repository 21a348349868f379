"""The AWS regions there are, from the endpoint data that ships with boto3."""

from functools import cache

import boto3


@cache
def known_regions() -> frozenset[str]:
    """Return the names of all regions of all partitions."""
    session = boto3.session.Session()
    partitions = session.get_available_partitions()
    return frozenset(region for partition in partitions for region in session.get_available_regions("ec2", partition))
