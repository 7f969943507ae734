"""Pictures and Plotly figures of arrays."""
