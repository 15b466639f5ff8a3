"""Resolutions and money: drafts, bookings, reversals."""
