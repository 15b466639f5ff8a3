"""Files of amounts that people already have: header row, columns, cells, and what is wrong with them."""
