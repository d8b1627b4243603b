"""The domain: a passage, its exemption, its annotations and their kinds."""
