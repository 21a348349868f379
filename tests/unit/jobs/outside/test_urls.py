import pytest

from jobs.outside.errors import OutsideRefused
from jobs.outside.urls import read_url


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("https://hooks.example.com", "https://hooks.example.com/"),
        ("HTTPS://Hooks.Example.COM:443/a?b=c#d", "https://hooks.example.com/a?b=c"),
        ("https://hooks.example.com:8443?x", "https://hooks.example.com:8443/?x"),
        ("https://xn--bcher-kva.example/%2e%2e", "https://xn--bcher-kva.example/%2e%2e"),
        ("https://hooks.example.com/a@b:c//d", "https://hooks.example.com/a@b:c//d"),
    ],
)
def test_a_plain_url_is_taken(text, read):
    assert str(read_url(text)) == read


REFUSED = {
    "another scheme": ("http://hooks.example.com", "https"),
    "files": ("file:///etc/passwd", "https"),
    "gopher": ("gopher://hooks.example.com", "https"),
    "no scheme": ("//hooks.example.com", "https"),
    "nothing": ("", "blanks"),
    "credentials": ("https://user:password@hooks.example.com", "user name"),
    "a host that looks like one": ("https://hooks.example.com@127.0.0.1/", "user name"),
    "an escaped at sign": ("https://hooks.example.com%40127.0.0.1/", "host"),
    "a backslash": ("https://hooks.example.com\\@127.0.0.1/", "backslashes"),
    "a blank": ("https://hooks.example.com /", "blanks"),
    "a line break": ("https://hooks.example.com/\r\nHost: evil", "blanks"),
    "a tab": ("https://hooks\t.example.com", "blanks"),
    "NUL": ("https://hooks.example.com/\0", "blanks"),
    "full-width digits": ("https://\uff11\uff12\uff17.0.0.1", "xn--"),
    "an ideographic full stop": ("https://127\u30020\u30020\u30021", "xn--"),
    "circled letters": ("https://\u24c1ocalhost", "xn--"),
    "a soft hyphen": ("https://hooks.exam\u00adple.com", "xn--"),
    "an international name": ("https://b\u00fccher.example", "xn--"),
    "IPv4": ("https://127.0.0.1/", "IP addresses"),
    "public IPv4": ("https://1.1.1.1/", "IP addresses"),
    "short IPv4": ("https://127.1/", "IP addresses"),
    "decimal IPv4": ("https://2130706433/", "IP addresses"),
    "octal IPv4": ("https://0177.0.0.1/", "IP addresses"),
    "hexadecimal IPv4": ("https://0x7f000001/", "IP addresses"),
    "hexadecimal last": ("https://127.0.0.0x1/", "IP addresses"),
    "IPv6": ("https://[::1]/", "IP addresses"),
    "mapped IPv6": ("https://[::ffff:127.0.0.1]/", "IP addresses"),
    "IPv6 without brackets": ("https://::1/", "IP addresses"),
    "this machine": ("https://localhost/", "public host"),
    "a name under it": ("https://a.localhost/", "public host"),
    "a single label": ("https://metadata/", "public host"),
    "metadata": ("https://metadata.google.internal/", "public host"),
    "multicast DNS": ("https://printer.local/", "public host"),
    "a dot at the end": ("https://hooks.example.com./", "no name"),
    "two dots": ("https://hooks..example.com/", "no name"),
    "a hyphen first": ("https://-hooks.example.com/", "no name"),
    "an underscore": ("https://a_b.example.com/", "no name"),
    "a long label": (f"https://{'a' * 64}.example.com/", "no name"),
    "a long name": (f"https://{'a.' * 130}com/", "no name"),
    "SSH's port": ("https://hooks.example.com:22/", "port is 22"),
    "port 0": ("https://hooks.example.com:0/", "port is 0"),
    "a port of six digits": ("https://hooks.example.com:000443/", "host"),
    "two ports": ("https://hooks.example.com:443:22/", "host"),
    "no host": ("https:///path", "host"),
    "too long": ("https://hooks.example.com/" + "a" * 2000, "2,000"),
}


@pytest.mark.parametrize(("text", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_any_other_is_refused_with_the_reason(text, told):
    with pytest.raises(OutsideRefused, match=told):
        read_url(text)
