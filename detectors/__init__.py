"""Detectors find PII in records and combine what they find into one disjoint cover."""
