"""Watched folders in the window: looked at in the background, and shown in a dialog."""
