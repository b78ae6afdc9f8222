"""Whether simulated markets behave as recorded ones: moments of prices, with and without memory."""
