"""„Woher kommt diese Zahl?“: what a figure means, how it is formed, and every entry behind it."""
