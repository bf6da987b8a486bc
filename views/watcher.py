"""What Streamlit leaves to the browser: which theme is shown, and an address that is mended without a step of history.

A switch of theme in the menu does not rerun the script, so a small component reports it; the same one tells whether
Shift was held when a chart was pressed, for a chart that was drawn anew has forgotten what Shift could add to.
"""

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
  let held = false
  const press = event => {
    if (!event.target.closest?.('.js-plotly-plot') || event.shiftKey === held) return
    held = event.shiftKey
    setStateValue('shift', held)
  }
  document.addEventListener('pointerdown', press, true)
  return () => { watch.disconnect(); document.removeEventListener('pointerdown', press, true) }
}
"""

# Streamlit adds a step of history for a new page, and another for what is written into its address: Back would take two
_ADDRESS = """
export default function ({ data }) {
  const { search } = data ?? {}
  if (!search || location.search) return
  history.replaceState(history.state, '', location.pathname + '?' + search + location.hash)
}
"""


def theme_mode() -> str:
    """`dark` or `light`, as the browser shows the page; what the server was told where it has not said yet."""
    state: Any = st.session_state.get("theme_watcher")
    mode = state.get("mode") if state else None
    told = mode or st.context.theme.type
    return "dark" if told == "dark" else "light"


def is_shift_held() -> bool:
    """Whether Shift was held when a chart was pressed last."""
    state: Any = st.session_state.get("theme_watcher")
    return bool(state and state.get("shift"))


def watch_theme() -> None:
    """Mount the watcher; a change of theme reruns the script."""
    component = st.components.v2.component("theme_watcher", js=_JS)
    component(key="theme_watcher", on_mode_change=set_warm, on_shift_change=set_warm)


def is_warm() -> bool:
    """Whether this session has drawn a page before: the first run leaves out what makes a cold browser load most.

    The watcher reports as soon as the first page stands, which reruns the script and brings the rest.
    """
    return bool(st.session_state.get("is_warm"))


def set_warm() -> None:
    """The first page is on its way."""
    st.session_state["is_warm"] = True


def mend_address(page: str, search: str) -> None:
    """Write query parameters into an address that has none, without a step of history; nothing where none are given."""
    # the page is among the data because the component acts only on what is new
    data = {"page": page, "search": search}
    st.components.v2.component("address", js=_ADDRESS)(key="address", data=data)
