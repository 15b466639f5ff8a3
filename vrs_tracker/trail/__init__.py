"""What every writer needs and no feature owns: history, versions, the state of the schema."""
