"""Made-up article pages to read, one for each script."""

import io
import wave

from tests.browser.origin import Page
from tests.browser.pages import text

_RATE_HZ = 8_000
_AUDIO_S = 30


def silence() -> Page:
    """A sound file of half a minute. It has to sound a little: browsers may treat silence as none."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, _RATE_HZ, 0, "NONE", ""))
        sound.writeframes(b"\x01\x00\xff\xff" * (_RATE_HZ * _AUDIO_S // 2))
    return Page("audio/wav", file.getvalue(), {"Accept-Ranges": "none"})


def image(width: int, height: int) -> Page:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
    return Page("image/svg+xml", svg.encode(), {"Cache-Control": "no-store"}, wait_s=0.3)


_PLAYER = """<button style="display:block;width:100px;height:100px" onclick="toggle()">Listen</button>
<audio controls preload="auto" src="/sound.wav"></audio><script>
const player = document.querySelector("audio");
const toggle = () => player.paused ? player.play() : player.pause();
player.onplaying = () => notes.push(["playing", Date.now()]);
player.onpause = () => notes.push(["stopped", Date.now()]);
</script>"""
_DECORATION = '<audio autoplay muted loop src="/sound.wav"></audio>'

#: An image without a size comes when it is near, an embed before the end three seconds after the page.
_GROWING = """<article data-kindly-article><div style="height:1500px">{words}</div>
<img loading="lazy" src="/late.svg" style="display:block"><div style="height:600px"></div>
<div id="embed"></div><div style="height:900px"></div></article>
<script>setTimeout(() => {{ document.getElementById("embed").style.height = "800px" }}, 3000)</script>"""

_FRAMED = """<header style="height:900px">Masthead</header><main><article>
<h1 style="height:300px;margin:0">Title</h1>
<div itemprop="articleBody" style="height:2500px">{words}</div>
<section style="height:4000px">Comments</section></article></main>"""

#: Words of each script's article: a third of 238 a minute is what reading it takes at least.
WORDS = {"steadily": 60, "media": 40, "growing": 80, "keyboard": 300}


_FOOT = '<footer style="height:500px"></footer>'


def body(script: str) -> str:
    """The body of the page that a script reads."""
    words = WORDS.get(script, 100)
    whole = {"growing": _GROWING, "up_and_down": _FRAMED}.get(script)
    if whole:
        return whole.format(words="word " * words)
    above = {"media": _PLAYER, "idle": _DECORATION}.get(script, "")
    return above + text(words, 3000) + _FOOT
