"""What is asked of the sweeps of one experiment: a folder for each."""
