"""The Well-Architected review: what of an architecture holds, what does not and how to change it."""
