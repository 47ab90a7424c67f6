"""What is bought, by whom and at what cost. Knows regions, knows no person."""
