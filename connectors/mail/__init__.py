"""Mail: bytes of a message to fields under the release policy, and redacted fields to a new message."""
