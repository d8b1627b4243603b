"""The records for assistants: verbatim quotes over the Model Context Protocol, never a summary."""
