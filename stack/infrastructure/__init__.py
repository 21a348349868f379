"""What surrounds terraform/: filling its secrets, pricing its sizes, and proving it."""
