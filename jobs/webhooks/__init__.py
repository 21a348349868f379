"""Webhooks: what happens in an organization is told to addresses that it named, signed, until they have taken it.

`endpoints.py` and `deliveries.py` are what people do with them; `claims.py`, `asking.py`, `outcomes.py` and `sender.py`
are how the chores send. Rows are written by triggers, in the transaction in which something happens.
"""
