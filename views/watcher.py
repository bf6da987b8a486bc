"""Which theme the browser shows: a switch in the menu does not rerun the script, so a small component reports it."""

from typing import Any

import streamlit as st

_JS = """
export default function ({ setStateValue }) {
  const app = document.querySelector('.stApp')
  if (!app) return
  let last = null
  const report = () => {
    const mode = getComputedStyle(app).colorScheme === 'dark' ? 'dark' : 'light'
    if (mode !== last) { last = mode; setStateValue('mode', mode) }
  }
  report()
  const watch = new MutationObserver(report)
  watch.observe(app, { attributes: true, attributeFilter: ['class', 'style'] })
  return () => watch.disconnect()
}
"""


def theme_mode() -> str:
    """`dark` or `light`, as the browser shows the page; what the server was told where it has not said yet."""
    state: Any = st.session_state.get("theme_watcher")
    mode = state.get("mode") if state else None
    told = mode or st.context.theme.type
    return "dark" if told == "dark" else "light"


def watch_theme() -> None:
    """Mount the watcher; a change of theme reruns the script."""
    component = st.components.v2.component("theme_watcher", js=_JS)
    component(key="theme_watcher", on_mode_change=set_warm)


def is_warm() -> bool:
    """Whether this session has drawn a page before: the first run leaves out what makes a cold browser load most.

    The watcher reports as soon as the first page stands, which reruns the script and brings the rest.
    """
    return bool(st.session_state.get("is_warm"))


def set_warm() -> None:
    """The first page is on its way."""
    st.session_state["is_warm"] = True
