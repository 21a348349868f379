"""One module per server of the local stack; each runs from a directory of its own, on 127.0.0.1 only."""
