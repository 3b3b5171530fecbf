"""How long the main thread works for one move of a slider, on a processor slowed down six times.

Not a test, for it depends on the machine. In the folder `tests`: `python -m figures.measure`.
"""

from __future__ import annotations

import statistics
import time

from figures.playing import Playground, chromium, serving

SLOWER = 6
MOVES = 40
CASES = {
    "fit: an end is dragged": (".fit .handle", "drag", ""),
    "fit: an end is dragged, with squares": (
        ".fit .handle",
        "drag",
        "demo.fit.model.set('fit', { w: 0.1, b: 9, squares: true, best: true })",
    ),
    "fit: slope": (".fit input", "key", ""),
    "descend: learning rate": (".descend input", "key", ""),
    "hold out: degree": (".hold_out input", "key", ""),
    "hold out: training points": (".hold_out .slider + .slider input", "back", ""),
}


WATCH = """
const [kind] = arguments;
window.times = [];
const { port1, port2 } = new MessageChannel();
let began = 0, handled = 0, frame = 0;
addEventListener(kind, () => (began = performance.now()), true);
addEventListener(kind, () => {
  handled = performance.now() - began;
  requestAnimationFrame(() => {
    frame = performance.now();
    port2.postMessage(0);
  });
});
port1.onmessage = () => times.push(handled + performance.now() - frame);
"""
"""For each event: its handlers, and what its frame does from there: style, layout, paint."""


def measured(playground: Playground, selector: str, way: str, before: str) -> list[float]:
    """Milliseconds of the main thread for each move."""
    driver = playground.driver
    playground.open(1000)
    if before:
        playground.ask(before)
    element = playground.find(selector)
    driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", element)
    place = playground.ask("arguments[0].getBoundingClientRect().toJSON()", element)
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    driver.execute_script("arguments[0].focus()", element)
    driver.execute_script(WATCH, "pointermove" if way == "drag" else "input")
    driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    mouse = {"x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1}
    if way == "drag":
        driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mousePressed", **mouse})
    for move in range(MOVES):
        if way == "drag":
            mouse["y"] = y - 3 * (move + 1)
            driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseMoved", **mouse})
        else:
            name, code = ("ArrowRight", 39) if way == "key" else ("ArrowLeft", 37)
            press = {"type": "rawKeyDown", "windowsVirtualKeyCode": code, "key": name}
            driver.execute_cdp_cmd("Input.dispatchKeyEvent", press)
        time.sleep(0.06)
    driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 1})
    return [float(taken) for taken in playground.ask("times")]


def main() -> None:
    """Measure and print."""
    with serving() as address, chromium() as driver:
        playground = Playground(driver, address)
        print(f"processor slowed {SLOWER} times; ms per move; a frame is 16.7 ms")
        for name, case in CASES.items():
            times = sorted(measured(playground, *case))
            late = times[int(0.95 * len(times))]
            middle = statistics.median(times)
            print(f"{name:38} {len(times)} moves, median {middle:5.1f}, 95 % {late:5.1f}")


if __name__ == "__main__":
    main()
