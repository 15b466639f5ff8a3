"""Reads of money: rows as facts (`values`), for the rules (`ledger`), for forms and lists (`rows`)."""
