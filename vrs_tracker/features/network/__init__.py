"""Network events and the cooperative (mandates 2 and 3)."""
