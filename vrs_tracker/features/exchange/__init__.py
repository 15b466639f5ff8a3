"""Spreadsheets in and out: amounts that others keep in files, and files of what is booked."""
