"""Read pages of the programme: every one is a function of the report that the person may see."""
