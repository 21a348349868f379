"""Why an address of a user's was not asked, or did not answer as it should.

PermanentError
└── OutsideRefused        the URL, or what it leads to, is none that we ask
TransientError
└── OutsideUnavailable    it did not answer in time, or not in a way that can be read
"""

from jobs.errors import PermanentError, TransientError


class OutsideRefused(PermanentError):
    """The address is none that we ask."""

    code = "address_refused"


class OutsideUnavailable(TransientError):
    """The address does not answer."""

    code = "address_unavailable"
