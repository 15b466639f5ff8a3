"""The motion, its building blocks and the further projects."""
