"""Keys of the rules that configs/sn28_rules.ini compares."""

EMA, WARM, DIVIDENDS = "protocol.ema_alpha", "protocol.ema_warmup_blocks", "protocol.dividends"
AS_THE_CHAIN = "era"  # dividends of the launch: over-issued until the fix
