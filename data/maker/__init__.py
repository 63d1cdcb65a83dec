"""The parts of data/make_samples.py: invented people, marked texts, and one maker for each kind of store."""
