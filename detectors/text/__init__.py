"""Texts that hold tables, rows, pairs or forms within them, each read by its columns or keys."""
