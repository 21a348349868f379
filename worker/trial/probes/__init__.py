"""Probes of behaviour: the deployment runs, something is done to it, and something must be seen."""
