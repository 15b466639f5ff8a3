"""What a form, a command or the seed data hand to an action: frozen values and their single-row checks."""
