"""What stands around every page: the list of chapters, title and navigation, and Take home."""
