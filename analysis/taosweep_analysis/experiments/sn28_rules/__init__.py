"""configs/sn28_rules.ini: its answer beside that of subnet 28 is in sn28/answer_rules.py."""
