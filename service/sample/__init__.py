"""Believable history of any size: for the demo, for trying out, for measuring. Same seed, same rows."""
