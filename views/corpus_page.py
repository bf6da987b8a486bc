"""The Corpus page: what is rising, where, and since when."""

import streamlit as st

from views import session, words


def main() -> None:
    """Draw the page."""
    st.html(f'<h1 class="title">{words.CORPUS}</h1>')
    st.write(session.store())


main()
