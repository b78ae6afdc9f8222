"""The sweep of configs/eras.ini: the same economies under every rule that the chain ever had."""
