"""The land from above: deltas, contours, tiles, terraces."""

import math

from cms.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, Point, lowered, mix, steps


def _branch(canvas: Canvas, start: Point, heading: float, width: float, depth: int) -> None:
    """One arm of a delta, which splits until it reaches the sea."""
    x, y = start
    path = [start]
    for _ in range(canvas.dice.randint(7, 11)):
        heading += canvas.dice.gauss(0, 0.15)
        heading += (math.pi / 2 - heading) * 0.05
        x, y = x + 17 * math.cos(heading), y + 17 * math.sin(heading)
        path.append((x, y))
    if depth:
        spread = canvas.dice.uniform(0.24, 0.44)
        for side in (-spread, spread):
            _branch(canvas, (x, y), heading + side, max(3, width * 0.78), depth - 1)
    for tint, more in (("#d8e3a6", 7), ("#2c7d9c", 0)):
        canvas.line(path, tint, width + more, 1 if more == 0 else 0.35)
    canvas.disc(x, y, width / 2, "#2c7d9c")


def _fields(canvas: Canvas) -> None:
    """Plots of farmland, side by side in strips that lean a little."""
    tints = ["#c9c67f", "#8fb06b", "#6f9f63", "#d9c98c", "#5d8a5c", "#b4bb72", "#7ea765"]
    y = -40.0
    while y < HEIGHT:
        tall = canvas.dice.uniform(34, 66)
        x = canvas.dice.uniform(-160, -60)
        while x < WIDTH + 60:
            wide, tint = canvas.dice.uniform(40, 130), canvas.dice.choice(tints)
            rise = (x - WIDTH / 2) * 0.06
            plot = [(x, y - rise), (x + wide, y - rise - wide * 0.06)]
            low = [(x + wide + 12, y + tall - rise - wide * 0.06), (x + 12, y + tall - rise)]
            canvas.shape(plot + low, mix(tint, "#5f9a72", canvas.dice.uniform(0.1, 0.5)))
            x += wide
        y += tall


def delta(canvas: Canvas) -> None:
    canvas.shade("#a8bd7a", "#3f8f83")
    _fields(canvas)
    trunk = [(800 + 45 * math.sin(y / 60), y) for y in steps(40, -10, 215)]
    _branch(canvas, trunk[-1], math.pi / 2 + 0.5, 32, 6)
    canvas.line(trunk, "#d8e3a6", 45, 0.35)
    canvas.line(trunk, "#2c7d9c", 38)
    shore = canvas.ridge(875, 34, 2.2, 0.5)
    for index in range(6):
        tint = mix("#7fc6bd", "#0e4c75", index / 5)
        canvas.land(lowered(lambda x: shore(x) - abs(x - 800) ** 2 / 3600, index * 26), tint)


def contour_map(canvas: Canvas) -> None:
    canvas.shade("#f6f0e0", "#eadfc6")
    hills = [(420, 330, 330), (1130, 250, 290), (1270, 800, 300), (300, 880, 250), (760, 620, 200)]
    shifts = [canvas.dice.uniform(0, math.tau) for _ in hills]
    for level in range(11, 0, -1):
        for (x, y, size), at in zip(hills, shifts, strict=True):
            radius = size * level / 11
            outline = [
                (
                    x + (radius + 0.13 * size * math.sin(3 * turn + at)) * math.cos(turn) * 1.16,
                    y + (radius * 0.82 + 0.1 * size * math.sin(2 * turn + at)) * math.sin(turn),
                )
                for turn in steps(90, 0, math.tau)
            ]
            tint = mix("#efe6cd", "#b9825a", (1 - level / 11) ** 1.3)
            canvas.shape(outline, mix(tint, "#7fa06f", 0.35 if level > 6 else 0.1))
            canvas.line(outline, "#8a6a4a", 1.2 if level % 5 else 2.6, 0.65)
    for start, sway, width in ((905, 150, 17), (560, -110, 8)):
        path = [(start + sway * math.sin(y / 165), y) for y in steps(90, -20, HEIGHT + 20)]
        canvas.line(path, "#f6f0e0", width + 9, 0.8)
        canvas.line(path, "#2f86ab", width)
    for at in steps(9, 0, WIDTH):
        canvas.line([(at, 0), (at, HEIGHT)], "#5b5345", 1, 0.22)
    for at in steps(6, 0, HEIGHT):
        canvas.line([(0, at), (WIDTH, at)], "#5b5345", 1, 0.22)
    for x, y in ((905, 330), (1010, 640), (800, 820), (500, 470)):
        canvas.disc(x, y, 17, "#f6f0e0")
        canvas.disc(x, y, 12, "#c8553d")


def wetland_mosaic(canvas: Canvas) -> None:
    canvas.shade("#6f8f4e", "#86a45a", "#5b7f4c")
    for _ in range(150):
        x, y = canvas.dice.uniform(0, WIDTH), canvas.dice.uniform(0, HEIGHT)
        tint = canvas.dice.choice(["#4f7346", "#a9b86b", "#7d9c55", "#c8c07a"])
        canvas.glow(x, y, canvas.dice.uniform(40, 130), tint, 0.55)
    for _ in range(60):
        x, y = canvas.dice.uniform(0, WIDTH), canvas.dice.uniform(0, HEIGHT)
        size, at = canvas.dice.uniform(28, 125), canvas.dice.uniform(0, math.tau)

        def pool(
            grow: float, x: float = x, y: float = y, size: float = size, at: float = at
        ) -> list[Point]:
            return [
                (
                    x
                    + (size + grow + size * 0.2 * math.sin(3 * turn + at)) * math.cos(turn) * 1.35,
                    y
                    + (size + grow + size * 0.16 * math.sin(2 * turn + at)) * math.sin(turn) * 0.8,
                )
                for turn in steps(64, 0, math.tau)
            ]

        deep = canvas.dice.choice(["#1f6f8b", "#2b8a94", "#175873", "#3fa3a0"])
        canvas.shape(pool(9), "#d9cf95", opacity=0.75)
        canvas.shape(pool(0), mix(deep, "#bfe6dc", 0.4), deep)
        canvas.shape(pool(-size * 0.4), mix(deep, "#0b2f47", 0.4), opacity=0.5)
    for _ in range(90):
        x, y = canvas.dice.uniform(0, WIDTH), canvas.dice.uniform(0, HEIGHT)
        for _ in range(7):
            dot = (x + canvas.dice.gauss(0, 16), y + canvas.dice.gauss(0, 12))
            canvas.disc(*dot, canvas.dice.uniform(3, 9), "#335a37", 0.85)


def terraces(canvas: Canvas) -> None:
    canvas.shade("#f9d8a8", "#f3e7cf", bottom=300)
    canvas.glow(1220, 140, 420, "#fff8e2", 0.9)
    canvas.land(canvas.ridge(215, 46, 2.3), "#9fb7a8", "#7fa08d")
    for index in range(21):
        near = index / 20
        level = 235 + 800 * near**1.32
        rim = canvas.ridge(level, 12 + 26 * near, 2.1, 0.34)
        water = [mix("#fbe3bd", "#6fb7bd", near), mix("#cfe0cf", "#2f7f93", near)]
        canvas.land(rim, mix("#9db36a", "#22492f", near))
        lip, deep = 7 + 24 * near, level + 150 + 120 * near
        canvas.land(lowered(rim, lip), *water, bottom=deep)
        canvas.line([(x, rim(x)) for x in steps(160, 0, WIDTH)], "#e9efb0", 1 + 2 * near, 0.7)


def satellite_tiles(canvas: Canvas) -> None:
    canvas.shade("#10202b")
    flow = canvas.ridge(500, 190, 2.1, 0.45)
    size, gap = 50, 5
    for column in range(WIDTH // size):
        for row in range(HEIGHT // size):
            x, y = column * size, row * size
            away = abs(y + size / 2 - flow(x + size / 2)) + canvas.dice.gauss(0, 26)
            bands = ["#0f6e9c", "#2fa4b5", "#8cc7a1", "#6fa35f", "#a9b25a", "#d8b765", "#c98a4b"]
            place = min(max(away, 0) / 470, 0.999) * (len(bands) - 1)
            tint = mix(bands[int(place)], bands[int(place) + 1], place - int(place))
            tint = mix(tint, "#10202b", canvas.dice.uniform(0, 0.22))
            canvas.box(x + gap / 2, y + gap / 2, x + size - gap / 2, y + size - gap / 2, tint)


MAPS = {
    "delta": delta,
    "contour_map": contour_map,
    "wetland_mosaic": wetland_mosaic,
    "terraces": terraces,
    "satellite_tiles": satellite_tiles,
}
