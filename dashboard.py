"""The router: which pages there are and what stands around them. No query, figure or rule.

The server imports this file for the application; each visit runs it for the pages.
"""

import streamlit as st
from starlette.middleware import Middleware

from views import frame, words
from views.headers import Headers

if __name__ == "__main__":
    PAGES = [
        st.Page("views/article.py", title=words.ARTICLE, default=True, url_path="article"),
        st.Page("views/compare.py", title=words.COMPARE, url_path="compare"),
        st.Page("views/corpus_page.py", title=words.CORPUS, url_path="corpus"),
        st.Page("views/sector_page.py", title=words.SECTOR_PAGE, url_path="sector"),
        st.Page("views/taxonomy_page.py", title=words.TAXONOMY, url_path="taxonomy"),
        st.Page("views/method.py", title=words.METHOD, url_path="method"),
    ]

    st.set_page_config(page_title=words.APP, page_icon="views/icon.png", layout="wide", initial_sidebar_state=268)
    page = st.navigation(PAGES, position="top")
    frame.draw(page.url_path, page.run)
else:
    app = st.App(__file__, middleware=[Middleware(Headers)])
