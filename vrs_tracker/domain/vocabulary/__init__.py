"""Every code list of the product; each code is born with its German label."""
