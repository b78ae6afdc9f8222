"""configs/sn28.ini and configs/sn28_rules.ini: answer in words and figures."""
