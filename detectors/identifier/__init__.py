"""What is known of numbers and codes that stand for a person, part by part: ``detectors/identifiers.py`` asks all of it."""
