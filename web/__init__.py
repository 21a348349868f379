"""The web tier: the HTTP API, sign-in, and the sockets."""
