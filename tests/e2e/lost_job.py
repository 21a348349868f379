"""`python tests/e2e/lost_job.py JOB`: a job as the last worker left it that was to try it, and was killed.

Runs as the tables' owner; the chores then find it, as they do any other.
"""

import os
import sys

import psycopg2

_LOST = """
UPDATE job SET state = 'running', attempt = max_attempts, worker = 'gone', dispatched_at = now(), available_at = now(),
    lease_until = now() - interval '1 minute'
WHERE id = %s
"""

with psycopg2.connect(os.environ["MIGRATIONS_DATABASE_URL"]) as connection, connection.cursor() as cursor:
    cursor.execute(_LOST, (sys.argv[1],))
    found = cursor.rowcount == 1
sys.exit(not found)  # outside: what leaves the block by an exception is rolled back
