"""A client's draft, from the upload to the report pack."""
