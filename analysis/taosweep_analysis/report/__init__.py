"""One page about one results file."""
