import pytest

from jobs.outside.addresses import is_public


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "93.184.215.14", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "11.0.0.0"),
        *("223.255.255.255", "2606:4700::1111", "2a00:1450:4001:82a::200e", "2001:200::1", "2003::1"),
    ],
)
def test_what_the_internet_has_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.1", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.255"),
        *("168.63.129.16", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.192"),
        *("192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1"),
        *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    ],
)
def test_what_leads_to_a_network_of_ones_own_is_not(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("::", "::1", "::127.0.0.1", "::1.1.1.1", "::ffff:127.0.0.1", "::ffff:1.1.1.1", "::ffff:0:127.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::101:101", "64:ff9b:1::a9fe:a9fe", "2002:7f00:1::", "2002:101:101::"),
        *("2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1", "2001:20::1", "2001:db8::1", "3fff::1"),
        *("100::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "5f00::1"),
        "2606:4700::1111%1",
    ],
)
def test_nor_is_what_hides_another_address_or_has_a_zone(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["", "localhost", "127.1", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "1.1.1.1 "])
def test_nor_is_what_is_no_address(address):
    assert not is_public(address)
