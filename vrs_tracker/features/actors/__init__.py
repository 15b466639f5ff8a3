"""Municipalities, organisations and deciding bodies."""
