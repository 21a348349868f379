"""The contract that the web tier and the worker share: job rows, queue, progress, artifacts, tenancy."""
