"""The trained tagger: finds people, addresses, places and organisations in text, offline and on one core."""
