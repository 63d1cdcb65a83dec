"""Writes Outlook archives (PST, Unicode) from [MS-PST], so that reading them can be tested and measured on invented mail."""
