"""Bringing a release to an installation on AWS, and back: what GitHub Actions runs, and a person can run as well."""
