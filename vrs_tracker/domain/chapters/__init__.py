"""The fifteen sections of the half-yearly report (domain.md 4.4): facts become final German."""
