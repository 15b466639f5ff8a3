"""The budget by year and budget line (domain.md 3.2): what is authorised, where each euro is, what lapses."""
