"""What makes the data and the notebooks that ship; not part of the package."""
