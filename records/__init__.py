"""The nouns every floor shares: records, findings, the statute, settings and errors; standard library only."""
