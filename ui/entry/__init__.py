"""A folder of its own for the script: beside ``pages`` Streamlit would take those for scripts too."""
