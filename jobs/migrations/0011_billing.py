"""Who pays for an organization at Stripe, what Stripe said of it last, and which of its events were acted on.

An event names a customer and no organization of ours, so that the application finds the organization by the customer,
and by nothing else that an event says.
"""

from typing import Any

ORG = "(SELECT nullif(current_setting('app.org_id', true), '')::uuid)"
CUSTOMER = "(SELECT nullif(current_setting('app.customer_id', true), ''))"
TIERS = "('free', 'pro', 'enterprise')"

TABLES = f"""
CREATE TABLE billing_account (
    org_id uuid PRIMARY KEY REFERENCES organization ON DELETE CASCADE,
    customer_id text NOT NULL UNIQUE CHECK (length(customer_id) BETWEEN 1 AND 255),
    created_at timestamptz NOT NULL DEFAULT now(),
    checkouts integer NOT NULL DEFAULT 0 CHECK (checkouts >= 0),
    checkout_id text,
    checkout_tier text CHECK (checkout_tier IN {TIERS}),
    checkout_at timestamptz,
    subscription_id text,
    status text,
    tier text CHECK (tier IN {TIERS}),
    renews_at timestamptz,
    ends_at timestamptz,
    grace_until timestamptz,
    granted text CHECK (granted IN {TIERS}),
    kept_tier text CHECK (kept_tier IN {TIERS}),
    kept_until timestamptz,
    read_at timestamptz,
    CHECK ((checkout_id IS NULL) = (checkout_tier IS NULL)),
    CHECK ((kept_tier IS NULL) = (kept_until IS NULL))
);
CREATE INDEX billing_account_age ON billing_account (coalesce(read_at, created_at));
CREATE INDEX billing_account_grace ON billing_account (grace_until) WHERE grace_until IS NOT NULL;
CREATE TABLE billing_event (
    org_id uuid NOT NULL REFERENCES organization ON DELETE CASCADE,
    id text NOT NULL CHECK (length(id) BETWEEN 1 AND 255),
    type text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (org_id, id)
);
CREATE INDEX billing_event_age ON billing_event (received_at);
"""

RIGHTS = f"""
ALTER TABLE billing_account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON billing_account TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
CREATE POLICY by_customer ON billing_account FOR SELECT TO groundplan_app USING (customer_id = {CUSTOMER});
GRANT SELECT, INSERT, UPDATE ON billing_account TO groundplan_app;
GRANT SELECT, UPDATE (checkout_id, checkout_tier, subscription_id, status, tier, renews_at, ends_at, grace_until,
    granted, kept_tier, kept_until, read_at) ON billing_account TO groundplan_chores;
CREATE POLICY chores_reconcile ON billing_account TO groundplan_chores USING (true) WITH CHECK (true);

ALTER TABLE billing_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON billing_event TO groundplan_app USING (org_id = {ORG}) WITH CHECK (org_id = {ORG});
GRANT SELECT, INSERT ON billing_event TO groundplan_app;
GRANT SELECT, DELETE ON billing_event TO groundplan_chores;
CREATE POLICY chores_expire ON billing_event TO groundplan_chores USING (true);

GRANT UPDATE (tier) ON organization TO groundplan_chores;
CREATE POLICY chores_set_tier ON organization FOR UPDATE TO groundplan_chores
    USING (id IN (SELECT org_id FROM billing_account)) WITH CHECK (id IN (SELECT org_id FROM billing_account));
"""  # noqa: S608 - made of the constants above


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """Chores change the tier of no organization but of those with a customer at Stripe."""
    db.execute_sql(TABLES)
    db.execute_sql(RIGHTS)
