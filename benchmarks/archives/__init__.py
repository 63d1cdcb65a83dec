"""Makes large archives of invented mail, an mbox or an Outlook archive, the same bytes each time."""
