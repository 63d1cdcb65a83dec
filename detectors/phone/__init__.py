"""What is known of how telephone numbers are written, part by part: ``detectors/phones.py`` asks all of it."""
