"""Redact, verify, publish and take inventory: the one path that every command and flow goes through."""
