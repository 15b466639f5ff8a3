"""Half-years: opening, moving on, their session and the texts that belong to no block."""
