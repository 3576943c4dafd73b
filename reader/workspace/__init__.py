"""The one object that the window and the commands hold, and the values it hands out."""
