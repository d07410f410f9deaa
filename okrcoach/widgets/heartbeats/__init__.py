"""What is to change, what is to hold, and whether an OKR is right here."""
