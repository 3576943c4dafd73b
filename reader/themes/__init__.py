"""The theme outline and the assignment of passages to themes."""
