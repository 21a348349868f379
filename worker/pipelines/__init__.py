"""What a job does, step by step: one pipeline a mode."""
