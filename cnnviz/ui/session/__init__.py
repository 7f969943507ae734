"""What one visitor has: their settings and link, their image, digit and data, their networks and runs."""
