"""Forms of progress: the status update, its review, milestones and risks."""
