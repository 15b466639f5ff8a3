"""What a new database is filled with: proven facts, and on request an invented demonstration.

Both go through the same actions as the web, so that every rule holds for them as well.
"""
