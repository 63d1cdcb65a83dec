"""Connectors read a store and rebuild its redacted copy; each keeps the one contract of connectors/contract.py."""
