"""Pictures that explain or decorate: layers of ground, a curve of flow, ripples, waves."""

import math

from cms.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, lowered, mix, steps


def aquifer_section(canvas: Canvas) -> None:
    canvas.shade("#bfe3f0", "#eaf6f3", bottom=440)
    canvas.glow(1330, 110, 300, "#fff6d8", 0.95)
    canvas.disc(1330, 110, 52, "#ffe9a8")
    canvas.land(canvas.ridge(290, 34, 2.2), "#a7cdb0", "#8bbd98")
    ground = canvas.ridge(360, 18, 2.0, 0.4)
    layers = [
        (0, "#6d9a52", "#557f43"),
        (34, "#8a6442", "#76532f"),
        (150, "#cba36b", "#b78a50"),
        (270, "#5fb3cf", "#2a7ea8"),
        (430, "#8d7a66", "#74614f"),
        (520, "#2f6f98", "#17486f"),
        (640, "#4b3f3a", "#2d2523"),
    ]
    for depth, light, dark in layers:
        canvas.land(lowered(ground, depth), light, dark)
    for _ in range(520):
        x = canvas.dice.uniform(0, WIDTH)
        y = ground(x) + canvas.dice.uniform(172, 246)
        canvas.disc(x, y, canvas.dice.uniform(2, 6), "#f0d9a6", 0.5)
    for _ in range(260):
        x = canvas.dice.uniform(0, WIDTH)
        y = ground(x) + canvas.dice.uniform(292, 408)
        canvas.disc(x, y, canvas.dice.uniform(2, 7), "#c9eef5", 0.4)
    for x, bottom in ((430, 740), (1010, 930)):
        top = ground(x)
        canvas.box(x - 13, top - 6, x + 13, bottom, "#f3f3ee")
        canvas.box(x - 6, top + 60, x + 6, bottom - 6, "#2a7ea8")
        canvas.box(x - 42, top - 54, x + 42, top + 12, "#c8553d")
        canvas.box(x - 14, top - 34, x + 14, top + 12, "#8f3527")
        canvas.shape([(x - 58, top - 52), (x, top - 102), (x + 58, top - 52)], "#8f3527")


def _flow(year: float) -> float:
    """How high a river stands at a share of the year: a flood in spring, a lesser one later."""
    spring = math.exp(-(((year - 0.36) / 0.085) ** 2))
    autumn = 0.55 * math.exp(-(((year - 0.78) / 0.07) ** 2))
    return 90 + 560 * (spring + autumn)


def flow_curve(canvas: Canvas) -> None:
    canvas.shade("#0b2239", "#123a57", "#184e6b")
    for y in steps(8, 120, 880):
        canvas.line([(90, y), (WIDTH - 60, y)], "#ffffff", 1, 0.14)
    for x in steps(13, 90, WIDTH - 60):
        canvas.line([(x, 120), (x, 880)], "#ffffff", 1, 0.07)
    for rank, (tint, size) in enumerate([("#1f7fa6", 1.0), ("#35b0b8", 0.68), ("#9be0c0", 0.4)]):
        noise = canvas.ridge(0, 14 * size, 16, 0.7)
        curve = []
        for x in steps(300, 90, WIDTH - 60):
            height = size * _flow((x - 90) / (WIDTH - 150)) + 30 * rank
            curve.append((x, min(872, 865 - height - noise(x))))
        area = [*curve, (WIDTH - 60, 880), (90, 880)]
        canvas.shape(area, mix(tint, "#ffffff", 0.1), mix(tint, "#0b2239", 0.72), opacity=0.72)
        canvas.line(curve, mix(tint, "#ffffff", 0.35), 4)
    canvas.line([(90, 300), (WIDTH - 60, 300)], "#ff9f6b", 3, 0.9)
    for x in steps(13, 90, WIDTH - 60):
        canvas.line([(x, 880), (x, 896)], "#ffffff", 2, 0.5)


def ripples(canvas: Canvas) -> None:
    canvas.shade("#0b4f6c", "#1f86a3", "#7cc9d1", "#c6ebe4")
    for x, y, size in ((560, 520, 560), (1240, 330, 340), (1080, 820, 240), (180, 860, 210)):
        for index in range(11):
            radius = size * (index + 0.6) / 11
            fade = (1 - index / 11) ** 1.2
            canvas.ring(x, y + 5, radius, radius * 0.62, "#06354b", 9 * fade + 2, 0.28 * fade)
            canvas.ring(x, y, radius, radius * 0.62, "#ffffff", 6 * fade + 1.5, 0.62 * fade + 0.05)
        canvas.glow(x, y, size * 0.28, "#ffffff", 0.55)
    drop = [
        (560 + 46 * math.sin(turn) * math.sin(turn / 2) ** 1.6, 300 - 84 * math.cos(turn))
        for turn in steps(80, 0, math.tau)
    ]
    canvas.shape(drop, "#ffffff", "#8fd6e3", "#2b94b3")
    canvas.disc(545, 330, 9, "#ffffff", 0.8)


def wave_pattern(canvas: Canvas) -> None:
    canvas.shade("#0e3b57")
    palette = ["#0f5e7d", "#1c85a0", "#49b0b5", "#a6d8c8", "#f3e6c4", "#f0b67f"]
    radius = 125.0
    for row in range(-1, 19):
        y = row * radius / 2 + 20
        shift = radius if row % 2 else 0
        for column in range(-1, 8):
            x = column * radius * 2 + shift
            start = canvas.dice.randrange(len(palette) - 2)
            for ring, share in enumerate((1, 0.8, 0.6, 0.4, 0.2)):
                tint = palette[(start + ring) % len(palette)]
                canvas.disc(x, y, radius * share, mix(tint, "#0e3b57", 0.25 * (1 - row / 19)))
                canvas.ring(x, y, radius * share, radius * share, "#f7f3e6", 2.5, 0.9)


def city_river(canvas: Canvas) -> None:
    canvas.shade("#2d3a63", "#6d6391", "#d58e8b", "#f7c591", bottom=640)
    canvas.glow(820, 600, 560, "#ffdfa8", 0.8)
    for tint, low, high, wide in (("#7b6e94", 120, 300, 60), ("#3d4468", 90, 380, 84)):
        x = -20.0
        while x < WIDTH:
            tall, broad = (
                canvas.dice.uniform(low, high),
                canvas.dice.uniform(wide * 0.6, wide * 1.4),
            )
            canvas.box(x, 640 - tall, x + broad, 642, tint)
            if tint == "#3d4468":
                _windows(canvas, x, 640 - tall, broad, tall)
            x += broad + canvas.dice.uniform(0, wide * 0.5)
    canvas.shade("#f0b890", "#b7788a", "#565b89", "#232c54", top=640)
    for _ in range(210):
        x, y = canvas.dice.uniform(0, WIDTH), canvas.dice.uniform(648, HEIGHT)
        long = canvas.dice.uniform(20, 110) * (y / HEIGHT)
        tint = canvas.dice.choice(["#ffe2b0", "#2d3a63", "#e9a08f"])
        canvas.box(x - long, y, x + long, y + 3, tint, 0.3)
    arc = [(x, 610 - 120 * math.sin(x / WIDTH * math.pi)) for x in steps(90, 0, WIDTH)]
    for x, y in arc[4:-4:4]:
        canvas.line([(x, y), (x, 634)], "#1a2145", 4)
    canvas.line(arc, "#1a2145", 14)
    canvas.box(0, 628, WIDTH, 648, "#1a2145")
    for x in (WIDTH * 0.18, WIDTH * 0.82):
        canvas.box(x - 18, 640, x + 18, 760, "#1a2145")


def _windows(canvas: Canvas, left: float, top: float, broad: float, tall: float) -> None:
    for row in range(int(tall // 26)):
        for column in range(int(broad // 20)):
            if canvas.dice.random() < 0.38:
                x, y = left + 7 + column * 20, top + 10 + row * 26
                canvas.box(x, y, x + 8, y + 12, "#ffd995", canvas.dice.uniform(0.5, 1))


DIAGRAMS = {
    "aquifer_section": aquifer_section,
    "flow_curve": flow_curve,
    "ripples": ripples,
    "wave_pattern": wave_pattern,
    "city_river": city_river,
}
