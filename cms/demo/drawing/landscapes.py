"""Views across the land: rivers, lakes, mountains, weather."""

import math

from cms.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, Curve, Point, mix, steps


def _hills(canvas: Canvas, far: str, near: str, top: float, number: int, height: float) -> None:
    """Rows of hills, paler the further away."""
    for index, level in enumerate(steps(number, top, HEIGHT * 0.86)):
        share = index / (number - 1)
        tint = mix(far, near, share)
        skyline = canvas.ridge(level, height * (0.5 + share), waves=2.2 + index * 0.6, rough=0.42)
        canvas.land(skyline, tint, mix(tint, near, 0.45))


def _river(horizon: float, start: float, bend: float, width: float) -> list[Point]:
    """The outline of a river that winds from the horizon towards the viewer."""
    left: list[Point] = []
    right: list[Point] = []
    for t in steps(120, 0, 1):
        y = horizon + (HEIGHT - horizon) * t
        centre = start + bend * math.sin(t**0.62 * 8.2) * (0.12 + t) - 90 * t
        half = 5 + width * t**1.8
        left.append((centre - half, y))
        right.append((centre + half, y))
    return left + right[::-1]


def _firs(canvas: Canvas, skyline: Curve, tint: str, size: float, number: int) -> None:
    """A row of trees standing on a skyline."""
    for _ in range(number):
        x = canvas.dice.uniform(-20, WIDTH + 20)
        tall = size * canvas.dice.uniform(0.6, 1.25)
        foot = skyline(x) + size * 0.12
        for tier in range(4):
            half = tall * (0.10 + 0.055 * tier)
            top = foot - tall + tier * tall * 0.21
            canvas.shape(
                [(x, top), (x + half, top + tall * 0.37), (x - half, top + tall * 0.37)], tint
            )


def _sparkle(
    canvas: Canvas, x: float, top: float, bottom: float, light: str, spread: float
) -> None:
    """The path of light that a sun or moon lays on water."""
    for _ in range(150):
        t = canvas.dice.random() ** 0.8
        y = top + (bottom - top) * t
        long = canvas.dice.uniform(12, 70) * (0.35 + t)
        at = x + canvas.dice.gauss(0, spread * (0.35 + t))
        canvas.box(at - long, y, at + long, y + 1.5 + 3 * t, light, canvas.dice.uniform(0.15, 0.6))


def river_at_dawn(canvas: Canvas) -> None:
    canvas.shade("#2b3a67", "#7d6b91", "#e8a598", "#fbd9a5", "#fff1d0", bottom=620)
    canvas.glow(1080, 470, 620, "#fff0c4", 0.9)
    canvas.disc(1080, 470, 66, "#fffbe8")
    _hills(canvas, "#c79aa5", "#1d3345", 470, 6, 52)
    canvas.land(canvas.ridge(760, 26, 1.6), "#33574f", "#12262c")
    canvas.shape(_river(735, 1010, 250, 250), "#ffe3b0", "#e9a58f", "#77689a", "#3b4a7d")
    canvas.glow(1010, 760, 260, "#fff0c4", 0.35)
    skyline = canvas.ridge(930, 34, 2.4)
    canvas.land(lambda x: skyline(x) + 95 - abs(x - 800) * 0.13, "#12262c", "#0b171c")


def lake_at_dusk(canvas: Canvas) -> None:
    canvas.shade("#1f2a52", "#5a4a86", "#c76b86", "#f4a261", "#ffd9a0", bottom=560)
    canvas.glow(520, 520, 520, "#ffd9a0", 0.9)
    canvas.disc(520, 505, 54, "#fff3d6")
    canvas.land(canvas.ridge(500, 40, 2.6), "#6b4f80", "#4d3f74", bottom=562)
    canvas.land(canvas.ridge(535, 20, 4), "#3b3465", bottom=562)
    canvas.shade("#f1b184", "#c9748b", "#6a4f8c", "#2a2f5e", "#161d3f", top=560)
    _sparkle(canvas, 520, 562, 980, "#ffe0b0", 80)
    for _ in range(130):
        x = canvas.dice.choice([canvas.dice.gauss(140, 130), canvas.dice.gauss(1490, 150)])
        tall, lean = canvas.dice.uniform(150, 420), canvas.dice.gauss(0, 34)
        stem = [(x + lean * t * t, HEIGHT + 10 - tall * t) for t in steps(9, 0, 1)]
        canvas.line(stem, "#0d1430", canvas.dice.uniform(2.5, 5))
        if canvas.dice.random() < 0.3:
            (tip_x, tip_y), dark = stem[-2], "#0d1430"
            canvas.line([(tip_x, tip_y - 34), (tip_x - lean * 0.12, tip_y + 34)], dark, 13)


def snow_peaks(canvas: Canvas) -> None:
    canvas.shade("#4d8fc4", "#9cc9e4", "#dff0f5", bottom=640)
    canvas.glow(300, 160, 420, "#ffffff", 0.7)
    for level, tall, body, snow in (
        (560, 330, "#8fb1cc", "#eaf4fa"),
        (640, 380, "#55789b", "#ffffff"),
    ):
        x = -180.0
        while x < WIDTH + 100:
            wide, high = canvas.dice.uniform(360, 560), tall * canvas.dice.uniform(0.6, 1)
            peak = (x + wide / 2, level - high)
            canvas.shape([(x - 60, level + 60), peak, (x + wide + 60, level + 60)], body)
            cap, zig = 0.42, [(0.16, 0.5), (0.08, 0.36), (0.0, 0.52), (-0.1, 0.38)]
            edge = [(peak[0] - wide * side, peak[1] + high * depth) for side, depth in zig]
            ends = [
                (peak[0] + (wide / 2 + 60) * cap * 0.72, peak[1] + (high + 60) * cap * 0.72),
                (peak[0] - (wide / 2 + 60) * cap, peak[1] + (high + 60) * cap),
            ]
            canvas.shape([peak, ends[0], *edge[::-1], ends[1]], snow)
            lit = [peak, ends[1], edge[0], edge[1], (peak[0] - wide * 0.02, peak[1] + high * 0.2)]
            canvas.shape(lit, mix(snow, body, 0.28))
            x += wide * canvas.dice.uniform(0.5, 0.75)
    slope = canvas.ridge(650, 34, 3)
    canvas.land(slope, "#4f8f7a", "#2f6a5b")
    _firs(canvas, slope, "#2a5f55", 80, 110)
    meadow = canvas.ridge(760, 26, 2)
    canvas.land(meadow, "#7fb077", "#3f7d58")
    canvas.shape(_river(770, 900, 210, 190), "#e6f6fa", "#8fcbe0", "#3c8fb8")
    _firs(canvas, lambda x: 985 - abs(x - 820) * 0.10, "#1d4a44", 190, 34)


def rain_over_fields(canvas: Canvas) -> None:
    canvas.shade("#3d5166", "#6f8799", "#b9c7c6", "#e3e2cf", bottom=640)
    for _ in range(55):
        x, y = canvas.dice.uniform(-100, WIDTH + 100), abs(canvas.dice.gauss(0, 150))
        shade = mix("#2e3f53", "#8fa3b1", min(1, y / 330))
        canvas.glow(x, y, canvas.dice.uniform(120, 250), shade, 0.75)
    _hills(canvas, "#9fb3a6", "#56765a", 590, 3, 22)
    for index in range(15):
        near = index / 14
        top = 690 + 310 * near**1.5
        bend = canvas.ridge(top, 10 + 16 * near, 1.3, 0.3)
        tint = ["#c9b458", "#7d9b4e", "#5d8a56", "#a9b45c"][index % 4]
        canvas.land(bend, mix(tint, "#24402f", 0.15 + near * 0.35))
    canvas.shape(_river(700, 500, 170, 130), "#dfe7e2", "#92aeb8", "#5e8294")
    for _ in range(620):
        x, y = canvas.dice.uniform(-100, WIDTH + 120), canvas.dice.uniform(60, HEIGHT)
        long = canvas.dice.uniform(26, 74)
        path = [(x, y), (x - long * 0.3, y + long)]
        canvas.line(path, "#f3f7f8", 1, canvas.dice.uniform(0.12, 0.42))


def dry_country(canvas: Canvas) -> None:
    canvas.shade("#e07a3f", "#f2a65a", "#f9cf8d", "#fdebc8", bottom=600)
    canvas.glow(800, 330, 640, "#fff4d6", 0.85)
    canvas.disc(800, 330, 128, "#fff8e6")
    tints = [("#e9a76b", "#d98c52"), ("#d78a52", "#bd6a3d"), ("#bb683d", "#9a4c2f")]
    for index, (light, dark) in enumerate(
        [*tints, ("#93472d", "#6d2f22"), ("#662b20", "#3c1815")]
    ):
        level = 520 + index * 105
        crest = canvas.ridge(level, 44 + 9 * index, 1.3 + index * 0.25, 0.28)
        canvas.land(crest, light, dark)
        if index in {1, 2, 3}:
            drop = 30 + index * 16
            edge = [(x, crest(x)) for x in steps(120, 0, WIDTH)]
            fold = [(x, y + drop * (1 + math.sin(x / 170 + index))) for x, y in edge[::-1]]
            canvas.shape(edge + fold, mix(light, "#ffe2b8", 0.35), opacity=0.5)
    bed = _river(690, 860, 190, 60)
    canvas.shape(bed, "#f3d0a0", "#d59a6a", opacity=0.75)


def moonlit_water(canvas: Canvas) -> None:
    canvas.shade("#050b1f", "#0d1c3f", "#1c3766", "#3e6594", bottom=600)
    for _ in range(420):
        x, y = canvas.dice.uniform(0, WIDTH), canvas.dice.uniform(0, 520) ** 0.98
        canvas.disc(x, y, canvas.dice.uniform(0.6, 2.1), "#e8f1ff", canvas.dice.uniform(0.25, 1))
    canvas.glow(1130, 250, 430, "#bcd7f5", 0.6)
    canvas.disc(1130, 250, 84, "#f6fbff")
    for x, y, radius in ((1105, 230, 17), (1152, 276, 24), (1150, 214, 9), (1098, 284, 10)):
        canvas.disc(x, y, radius, "#dbe8f6")
    canvas.land(canvas.ridge(540, 70, 2.4), "#16305a", "#0f2145", bottom=602)
    near = canvas.ridge(580, 26, 3)
    canvas.land(near, "#0a1938", bottom=602)
    _firs(canvas, near, "#0a1938", 62, 120)
    canvas.shade("#33588a", "#16305a", "#0a1938", "#050b1f", top=600)
    _sparkle(canvas, 1130, 603, 990, "#e3f0ff", 66)


def misty_forest(canvas: Canvas) -> None:
    canvas.shade("#dfeadf", "#eef4e6", "#f8f7e6")
    canvas.glow(800, 200, 760, "#fffdf0", 0.9)
    for index in range(6):
        near = index / 5
        level = 420 + 112 * index
        skyline = canvas.ridge(level, 34, 2.4 + 0.4 * index)
        tint = mix("#c3d8cd", "#12352f", near**0.85)
        canvas.land(skyline, tint, mix(tint, "#eef4e6", 0.55 - 0.5 * near))
        _firs(canvas, skyline, tint, 90 + 150 * near, round(95 - 62 * near))


def aqueduct(canvas: Canvas) -> None:
    canvas.shade("#f7c59f", "#fae3c6", "#eef0e2", bottom=640)
    canvas.glow(360, 300, 480, "#fffaf0", 0.8)
    _hills(canvas, "#bcc9b4", "#7f9b84", 470, 4, 40)
    stone, shadow = "#a86f4f", "#85523d"
    canvas.box(0, 318, WIDTH, 352, stone)
    canvas.box(0, 345, WIDTH, 356, shadow)
    for tier, (top, bottom, wide, pier) in enumerate([(352, 490, 100, 24), (504, 770, 200, 44)]):
        canvas.box(0, bottom if tier == 0 else 490, WIDTH, 504, stone)
        for start in steps(WIDTH // wide + 2, -wide / 2, WIDTH + wide / 2):
            canvas.box(start - pier / 2, top, start + pier / 2, bottom, stone)
            canvas.box(start + pier / 4, top, start + pier / 2, bottom, shadow)
            centre, radius = start + wide / 2, (wide - pier) / 2
            arch = [
                (centre - radius * math.cos(turn), top + 14 + radius - radius * math.sin(turn))
                for turn in steps(40, 0, math.pi)
            ]
            canvas.shape([(centre - radius, top), *arch, (centre + radius, top)], stone)
    canvas.box(0, 496, WIDTH, 506, shadow)
    canvas.shade("#cfdcd2", "#7fa9a8", "#3f7480", "#24505f", top=740)
    for start in steps(10, -100, WIDTH + 100):
        for y in steps(16, 742, 960):
            shift = 9 * math.sin(y / 11)
            canvas.box(start - 21 + shift, y, start + 21 + shift, y + 8, "#8a5f49", 0.4)
    _sparkle(canvas, 360, 745, 985, "#fff6e4", 190)


LANDSCAPES = {
    "river_at_dawn": river_at_dawn,
    "lake_at_dusk": lake_at_dusk,
    "snow_peaks": snow_peaks,
    "rain_over_fields": rain_over_fields,
    "dry_country": dry_country,
    "moonlit_water": moonlit_water,
    "misty_forest": misty_forest,
    "aqueduct": aqueduct,
}
