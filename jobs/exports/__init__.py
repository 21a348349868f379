"""All data of an organization as one zip: asked for by an owner, made by a chore, kept for a week."""
