"""Arrays -> pictures and Plotly figures."""
