"""Checks of the rules, without application and database."""
