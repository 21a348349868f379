"""`make mails`: every mail that we send, as a page to look at, and as pictures in light and dark, wide and narrow."""
