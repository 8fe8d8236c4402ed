"""Readers’ reports of mistakes: taken in, put together, ranked, watched."""
