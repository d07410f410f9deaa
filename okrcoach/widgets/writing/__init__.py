"""The guided path to a reviewed set."""
