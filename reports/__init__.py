"""Files to take away: what the pages show, as bytes for a spreadsheet or a calendar. No Streamlit, no SQL."""
