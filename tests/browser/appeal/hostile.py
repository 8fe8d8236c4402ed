"""What pages' rules do to elements that they do not know."""

HOSTILE = {
    "hidden": """* { display: none !important }
        html, body, main, article, p { display: block !important }""",
    "invisible": """div { visibility: hidden !important; opacity: 0 !important;
        clip-path: inset(50%) !important }""",
    "tiny": """body div { width: 1px !important; height: 0 !important; overflow: hidden !important;
        font-size: 1px !important; transform: scale(0.01) !important }""",
    "away": """div { position: absolute !important; left: -9999px !important; margin: -999px !important;
        float: right !important }""",
    "important-in-a-layer": """@layer one {
        main div, body > div { display: none !important; all: revert !important } }""",
    "colours": """:root { --b: red; --t: red; --a: red }
        * { color: red !important; background: red !important; filter: blur(9px) !important }""",
    "in-front": """header { position: fixed !important; inset: 0 !important; z-index: 2147483647 !important;
        pointer-events: none; opacity: 0.01 }""",
    "a-transformed-body": """body { transform: translateX(0); overflow: hidden; position: relative;
        contain: paint }""",
    "columns": """body { display: grid; grid-template-columns: 1fr 1fr; gap: 40px }
        article { display: grid; grid-template-columns: 1fr minmax(0, 30em) 1fr }
        article > p { grid-column: 2 }""",
    "slow": "* { transition: all 60s !important; animation: none 60s !important }",
}
