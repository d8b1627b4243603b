"""What else the words of a query may be written as; asks the index for words."""
