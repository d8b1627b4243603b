"""Council records from modern.gov sites: asked for politely, written as plain files."""
