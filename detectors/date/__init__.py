"""What is known of how days of birth are written, part by part: ``detectors/dates_of_birth.py`` asks all of it."""
