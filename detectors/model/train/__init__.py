"""Everything that makes the tagger's weights: word lists, invented city records, the network, fitting and export."""
