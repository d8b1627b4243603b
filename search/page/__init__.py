"""What is shown: snippets, marks, answers."""
