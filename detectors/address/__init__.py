"""What is known of how addresses are written, part by part: ``detectors/addresses.py`` asks all of it."""
