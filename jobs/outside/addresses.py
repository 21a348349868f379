"""Which IP addresses belong to the public internet. Whatever leads back to us, or hides another address, does not."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

IPV4_REFUSED = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network: Linux takes it for this machine
            "10.0.0.0/8",
            "100.64.0.0/10",  # shared by carriers (CGNAT); clouds keep services there
            "127.0.0.0/8",
            "168.63.129.16/32",  # Azure's own services, for each of its machines
            "169.254.0.0/16",  # link-local: the clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24",  # protocol assignments; Oracle's metadata
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
"""IANA's special-purpose registry, as of 2025, and what clouds answer under public numbers."""

IPV6_PUBLIC = IPv6Network("2000::/3")
"""All that IANA gives out; loopback, mapped and compatible IPv4, NAT64, local ones, multicast lie outside."""

IPV6_REFUSED = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo, ORCHID
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: an IPv4 address inside
            "3fff::/20",  # documentation
        ),
    )
)


def is_public(address: str) -> bool:
    """Is ``address`` an IP address of the public internet? No for what is no address, or has a zone."""
    try:
        number = ip_address(address)
    except ValueError:
        return False
    return _is_public_6(number) if isinstance(number, IPv6Address) else _is_public_4(number)


def _is_public_4(number: IPv4Address) -> bool:
    return not any(number in network for network in IPV4_REFUSED)


def _is_public_6(number: IPv6Address) -> bool:
    if number.scope_id is not None or number not in IPV6_PUBLIC:
        return False
    return not any(number in network for network in IPV6_REFUSED)
