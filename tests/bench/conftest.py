"""What pytest leaves out of this folder."""

#: Scripts for a running Streamlit.
collect_ignore = ["pages"]
