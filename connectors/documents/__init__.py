"""File formats: bytes to fields and redacted fields to new bytes, used by every store and for every attachment."""
