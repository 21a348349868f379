"""The `groundplan` command: what people and scripts do at a terminal, all of it through `groundplan.Client`."""
