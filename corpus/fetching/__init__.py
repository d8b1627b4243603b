"""Council records from their sites, asked for politely and written as plain files: the pipeline, and modern.gov's own lists.

What Legistar and OParl answer is read in `corpus/interfaces`, which this pipeline fetches as well.
"""
