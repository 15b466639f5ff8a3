"""What belongs to no area: legal pages, help, health."""
