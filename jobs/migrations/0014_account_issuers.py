"""Accounts are known by issuer and subject: a subject is unique only within the provider that gave it.

Accounts from before have no issuer. They belong to the provider that the first sign-in after this came by, which is
written down once: another provider that is configured later claims none of them. Their row gets its issuer when its
owner signs in.

The release before knows subjects only, and may run beside this one for a while: its policy stays, and what it inserts
gets the known issuer by a default, so that its accounts are the same ones.
"""

from typing import Any

SUBJECT = "(SELECT nullif(current_setting('app.subject', true), ''))"
ISSUER = "(SELECT nullif(current_setting('app.issuer', true), ''))"

ACCOUNTS = f"""
CREATE TABLE first_issuer (
    sole boolean PRIMARY KEY DEFAULT true CHECK (sole),
    issuer text NOT NULL CHECK (issuer <> '')
);
ALTER TABLE first_issuer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY known ON first_issuer FOR SELECT TO groundplan_app USING (true);
CREATE POLICY own ON first_issuer FOR INSERT TO groundplan_app WITH CHECK (issuer = {ISSUER});
GRANT SELECT, INSERT ON first_issuer TO groundplan_app;
CREATE FUNCTION known_issuer() RETURNS text LANGUAGE sql STABLE AS 'SELECT issuer FROM first_issuer';

ALTER TABLE user_account ADD COLUMN issuer text CHECK (issuer <> ''), DROP CONSTRAINT user_account_subject_key;
ALTER TABLE user_account ALTER COLUMN issuer SET DEFAULT known_issuer();
CREATE UNIQUE INDEX user_account_identity ON user_account (issuer, subject);
CREATE UNIQUE INDEX user_account_without_issuer ON user_account (subject) WHERE issuer IS NULL;

DROP POLICY identity ON user_account;
CREATE POLICY identity ON user_account TO groundplan_app
    USING (subject = {SUBJECT} AND (issuer = {ISSUER} OR issuer IS NULL AND {ISSUER} = (SELECT known_issuer())))
    WITH CHECK (subject = {SUBJECT} AND issuer = {ISSUER});
CREATE POLICY identity_without_issuer ON user_account TO groundplan_app
    USING (subject = {SUBJECT} AND {ISSUER} IS NULL) WITH CHECK (subject = {SUBJECT} AND {ISSUER} IS NULL);
"""  # noqa: S608 - made of the constants above


def up(migrator: Any, db: Any) -> None:  # noqa: ARG001 - the runner passes both
    """No row is changed: only a sign-in says by which provider an account is known."""
    db.execute_sql(ACCOUNTS)
