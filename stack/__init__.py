"""The local stack: real servers from the package registries, started and stopped by one command."""
