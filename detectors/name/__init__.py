"""What is known of how people are named, part by part: ``detectors/names.py`` asks all of it."""
