"""Co-funding: rules as data, applied to each block and to the programme, and what to warn about."""
