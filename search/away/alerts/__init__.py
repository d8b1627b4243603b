"""What is new for somebody is told by e-mail: searches that are kept, without accounts."""
