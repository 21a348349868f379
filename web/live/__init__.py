"""The live process: one hub of progress events, many sockets."""
