"""A point of the globe on the map: Equal Earth, which keeps areas true (Šavrič, Patterson, Jenny 2018)."""

from math import asin, cos, radians, sin, sqrt

WIDTH = 1000
"""Of the map, in its own units; x goes from 0 to it."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_X_MOST = 2.7066299836
_Y_MOST = 1.3173627591


def on_map(latitude: float, longitude: float) -> tuple[float, float]:
    """x and y of a point given in degrees; y is 0 at the north pole."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    y = theta * (_A[0] + _A[1] * square + sixth * (_A[2] + _A[3] * square))
    steep = 9 * _A[3] * sixth * square + 7 * _A[2] * sixth + 3 * _A[1] * square + _A[0]
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * steep)
    scale = WIDTH / (2 * _X_MOST)
    return (x + _X_MOST) * scale, (_Y_MOST - y) * scale
