"""One request from start to end, through the public API only: what any client of Groundplan could do."""
