"""Units and currencies: what a word after a number measures."""

from __future__ import annotations

from typing import Literal

QuantityKind = Literal[
    "count", "share", "money", "duration", "length", "area", "volume", "mass", "speed", "power", "temperature", "magnitude", "age"
]

CURRENCIES = {
    "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "usd": "USD", "dlr": "USD", "dlrs": "USD", "a$": "AUD",
    "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "r$": "BRL", "£": "GBP", "stg": "GBP",
    "sterling": "GBP", "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "¥": "JPY", "yen": "JPY", "yuan": "CNY",
    "₺": "TRY", "lira": "TRY", "liras": "TRY", "₹": "INR", "rs": "INR", "rupee": "INR", "rupees": "INR", "rubles": "RUB",
    "roubles": "RUB", "manat": "AZN", "manats": "AZN", "peso": "peso", "pesos": "peso", "franc": "franc", "francs": "franc",
    "crown": "crown", "crowns": "crown", "kronor": "crown", "kroner": "crown", "cent": "cent", "cents": "cent", "cts": "cent",
    "pence": "penny",
}  # fmt: skip
"""Signs and words of money: the code of the currency, or its name where several countries have one."""
DOLLAR_CODES = {"us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "hongkong": "HKD", "newzealand": "NZD",
           "singapore": "SGD"}  # fmt: skip
"""Whose dollars they are, without spaces and points."""
_LENGTHS = {"km": 1e3, "kilometer": 1e3, "kilometre": 1e3, "mile": 1_609.344, "meter": 1.0, "metre": 1.0, "yard": 0.9144,
            "foot": 0.3048, "feet": 0.3048, "ft": 0.3048, "inch": 0.0254, "inche": 0.0254, "cm": 0.01, "centimeter": 0.01,
            "centimetre": 0.01, "mm": 0.001, "millimeter": 0.001, "millimetre": 0.001}  # fmt: skip
_POWERS = {"w": 1e-6, "watt": 1e-6, "kw": 1e-3, "kilowatt": 1e-3, "mw": 1.0, "megawatt": 1.0, "gw": 1e3, "gigawatt": 1e3}
_Unit = tuple[QuantityKind, str, float]
_SINGLE: dict[str, _Unit] = {
    "second": ("duration", "day", 1 / 86_400), "minute": ("duration", "day", 1 / 1_440), "hour": ("duration", "day", 1 / 24),
    "day": ("duration", "day", 1), "week": ("duration", "day", 7), "fortnight": ("duration", "day", 14),
    "month": ("duration", "day", 30.44), "year": ("duration", "day", 365.25), "decade": ("duration", "day", 3_652.5),
    "century": ("duration", "day", 36_525), "centurie": ("duration", "day", 36_525), "mth": ("duration", "day", 30.44),
    "acre": ("area", "hectare", 0.4047), "hectare": ("area", "hectare", 1),
    "liter": ("volume", "litre", 1), "litre": ("volume", "litre", 1), "gallon": ("volume", "litre", 3.785),
    "kg": ("mass", "kg", 1), "kilogram": ("mass", "kg", 1), "kilo": ("mass", "kg", 1), "ton": ("mass", "kg", 1e3),
    "tonne": ("mass", "kg", 1e3), "pound": ("mass", "kg", 0.4536), "lb": ("mass", "kg", 0.4536), "ounce": ("mass", "kg", 0.02835),
    "gram": ("mass", "kg", 0.001),
    "mph": ("speed", "km/h", 1.609344), "kph": ("speed", "km/h", 1), "km/h": ("speed", "km/h", 1),
    "knot": ("speed", "km/h", 1.852), "magnitude": ("magnitude", "", 1),
}  # fmt: skip
_SIZES: dict[str, _Unit] = {word: ("length", "metre", factor) for word, factor in _LENGTHS.items()}
_AREAS: dict[str, _Unit] = {f"square {word}": ("area", "hectare", factor * factor / 1e4) for word, factor in _LENGTHS.items()}
_VOLUMES: dict[str, _Unit] = {f"cubic {word}": ("volume", "litre", 1e3 * factor**3) for word, factor in _LENGTHS.items()}
_POWER: dict[str, _Unit] = {word: ("power", "MW", factor) for word, factor in _POWERS.items()}
UNITS = _SINGLE | _SIZES | _AREAS | _VOLUMES | _POWER
"""Unit words without their plural s: what they measure, in which base unit, and how many of it."""
DEGREES = {"c": (0.0, 1.0), "celsius": (0.0, 1.0), "centigrade": (0.0, 1.0), "f": (-32.0, 5 / 9), "fahrenheit": (-32.0, 5 / 9)}
"""Scales of temperature: what to add, and by what to multiply then, to have degrees Celsius."""
