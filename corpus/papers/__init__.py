"""Where a paper belongs: which meeting, which item, what kind of document; and what a pack is made of."""
