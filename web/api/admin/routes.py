"""All of the administration, for the application to register."""

from web.api.admin.acts import acts
from web.api.admin.chores import chores
from web.api.admin.dead_letters import dead_letters
from web.api.admin.http import http
from web.api.admin.organizations import organizations
from web.api.admin.queue import queue
from web.api.admin.usage import usage
from web.api.admin.users import users

ADMINISTRATION = (users, organizations, acts, queue, dead_letters, chores, usage, http)
