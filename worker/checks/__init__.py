"""Rules that must hold for a bundle, one a file."""
