"""What staff ask for and get; docs/administration.md says what they never see."""
