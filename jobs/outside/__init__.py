"""Asking addresses that a user gave, without becoming the user's way into our own network (SSRF).

`urls.py` says which URLs are taken at all, `addresses.py` which IP addresses are the public internet's, and
`client.py` connects to the very address that was checked, within limits of time and size. Whatever asks a URL of a
user's does it through these.
"""
