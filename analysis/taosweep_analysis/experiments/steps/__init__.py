"""One experiment at several lengths of a step, a file for each: what coarse steps cost."""
