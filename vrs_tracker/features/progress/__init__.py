"""Status updates, milestones, risks and indicators of the blocks, and who still has to do what."""
