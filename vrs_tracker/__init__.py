"""VRS-Tracker: tracks a funding programme from motion to proof."""
