"""What a real adapter and its stand-in have in common, as pytest classes: inherit, and provide the fixture."""
