"""The parts of the database connector: open read-only, describe, read cells, write anew."""
