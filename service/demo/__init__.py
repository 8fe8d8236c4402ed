"""The demo newsroom: a small fictional outlet whose pages carry the tag, house advertisements and JSON-LD."""
