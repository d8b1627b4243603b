"""Who is named: styles, forms and lists of names."""
