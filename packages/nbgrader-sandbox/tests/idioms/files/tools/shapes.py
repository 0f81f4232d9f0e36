def square(x):
    return x * x


def name(corners):
    return {3: "triangle", 4: "square"}[corners]
