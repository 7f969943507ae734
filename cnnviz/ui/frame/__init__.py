"""The frame of every page: chapters, navigation, header and footer, Take home, the page's controls."""
