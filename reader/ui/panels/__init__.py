"""The five panels of the sidebar."""
