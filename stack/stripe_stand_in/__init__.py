"""Stands where Stripe's API stands, on 127.0.0.1: for tests, and for clicking through billing without an account there.

Made from the documented shapes, with what we ask for and no more; what we do not ask for, and parameters that Stripe
does not know, are refused in Stripe's shape of errors.
"""
