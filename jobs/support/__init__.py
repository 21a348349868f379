"""What staff see and do across organizations, as the database role `groundplan_staff`; docs/administration.md."""
