"""Half-yearly reports: freezing the figures, printing, releasing, publishing."""
