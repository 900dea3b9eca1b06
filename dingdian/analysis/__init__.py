"""Questions about tables: from declarations to queries, and from queries to answers."""
