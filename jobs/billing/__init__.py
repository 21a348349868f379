"""What organizations pay for at Stripe, and which tier that gives them. Stripe decides what is paid; we ask it."""
