"""What the working pages list: the tables of the report with the filters and groups that a page offers."""
