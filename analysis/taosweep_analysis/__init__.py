"""Facts and figures from results files of taosweep; reads the file alone."""
