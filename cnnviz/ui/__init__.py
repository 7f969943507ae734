"""All that needs Streamlit: the visitor's state and link, the image picker, the stage of a page."""
