"""Every page as a picture."""
