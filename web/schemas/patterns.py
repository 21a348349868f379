"""Forms that more than one schema knows."""

import re

ENVIRONMENT = re.compile(r"^[a-z][a-z0-9]{0,11}$")
COMPONENT_OPTION = re.compile(r"^[a-z][a-z0-9_]{0,39}\.([a-z][a-z0-9_]{0,79})$")
