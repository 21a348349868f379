"""What the fixtures give to every other integration test."""

import psycopg2
import redis

from jobs.settings import Settings
from stack.testing.databases import Migrated


def test_a_migrated_database_has_the_three_roles(migrated: Migrated) -> None:
    for url in (migrated.app_url, migrated.chores_url, migrated.owner_url):
        connection = psycopg2.connect(url)
        with connection, connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_tables where schemaname = 'public'")
            row = cursor.fetchone()
        connection.close()
        assert row is not None
        assert row[0] > 0


def test_settings_lead_to_servers_that_answer(settings: Settings) -> None:
    with redis.Redis.from_url(settings.redis_url) as client:
        assert client.ping()
