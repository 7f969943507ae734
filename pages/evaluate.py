import streamlit as st

from cnnviz.ui import frame

frame.run(lambda: st.markdown("soon"))
