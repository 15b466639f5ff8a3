"""The rules of the programme as pure functions and values: no framework, no database, no clock."""
