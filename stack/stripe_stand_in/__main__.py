"""`python -m stack.stripe_stand_in`: the stand-in on STRIPE_API_BASE's port, telling WEB_URL what happens."""

import os
import sys
from urllib.parse import urlsplit

from stack.stripe_stand_in import webhooks
from stack.stripe_stand_in.server import StandIn


def main() -> int:
    """Serve until it is ended. All is forgotten then."""
    port = urlsplit(os.environ["STRIPE_API_BASE"]).port or 0
    url = f"{os.environ['WEB_URL']}/webhooks/stripe"
    secret = os.environ["STRIPE_WEBHOOK_SECRET"]
    server = StandIn(port)
    server.account.tell = lambda event: webhooks.send(event, url, secret)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
