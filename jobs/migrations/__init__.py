"""Steps from an empty database to the current one, in order; each runs once, on databases with data in them.

Models may change later, so a step says its own SQL. The owner of the tables is subject to row-level security too
(FORCE): a step that has to change rows lifts it with `ALTER TABLE … NO FORCE ROW LEVEL SECURITY` and sets it again.
"""
