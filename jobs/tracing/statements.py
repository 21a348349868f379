"""What a statement of SQL is called in a trace: `SELECT job`. Its verb and its table, none of its values."""

import re
from functools import lru_cache

_FOR_WHOM = re.compile(r"\s*SELECT set_config\([^;]*;\s*(?=\S)", re.IGNORECASE)
_VERB = re.compile(r"\s*([A-Za-z]+)")
_TABLE = re.compile(r"""\b(?:FROM|INTO|UPDATE|TABLE)\s+(?:ONLY\s+)?"?([A-Za-z_][A-Za-z0-9_]*)""", re.IGNORECASE)


@lru_cache(maxsize=1024)
def summary(statement: str) -> str:
    """Return the verb, and the first table or function that is read or written, where there is one.

    What says for whom a statement is sent before it does not count. There are only so many: a span's name may be it.
    """
    own = _FOR_WHOM.sub("", statement, count=1)
    verb, table = _VERB.match(own), _TABLE.search(own)
    return " ".join([verb[1].upper() if verb else "SQL", *([table[1]] if table else [])])
