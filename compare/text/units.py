"""Units and currencies: what a word after a number measures."""

from __future__ import annotations

from typing import Literal

QuantityKind = Literal["count", "share", "money", "duration", "length", "area", "mass", "speed", "age"]

CURRENCIES = {
    "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD",
    "ca$": "CAD", "£": "GBP", "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "¥": "JPY", "yen": "JPY", "yuan": "CNY",
    "₺": "TRY", "lira": "TRY", "liras": "TRY", "₹": "INR", "rupees": "INR", "rubles": "RUB", "roubles": "RUB", "manat": "AZN",
    "manats": "AZN",    "cents": "cent", "pence": "penny",
}  # fmt: skip
"""Signs and words of money: the code of the currency."""
UNITS: dict[str, tuple[QuantityKind, str, float]] = {
    "second": ("duration", "day", 1 / 86_400), "minute": ("duration", "day", 1 / 1_440), "hour": ("duration", "day", 1 / 24),
    "day": ("duration", "day", 1), "week": ("duration", "day", 7), "fortnight": ("duration", "day", 14),
    "month": ("duration", "day", 30.44), "year": ("duration", "day", 365.25), "decade": ("duration", "day", 3_652.5),
    "century": ("duration", "day", 36_525), "centurie": ("duration", "day", 36_525),
    "km": ("length", "metre", 1e3), "kilometer": ("length", "metre", 1e3), "kilometre": ("length", "metre", 1e3),
    "mile": ("length", "metre", 1_609.344), "meter": ("length", "metre", 1), "metre": ("length", "metre", 1),
    "foot": ("length", "metre", 0.3048), "feet": ("length", "metre", 0.3048), "ft": ("length", "metre", 0.3048),
    "inch": ("length", "metre", 0.0254), "inche": ("length", "metre", 0.0254), "cm": ("length", "metre", 0.01),
    "centimeter": ("length", "metre", 0.01), "centimetre": ("length", "metre", 0.01),
    "acre": ("area", "hectare", 0.4047), "hectare": ("area", "hectare", 1),
    "kg": ("mass", "kg", 1), "kilogram": ("mass", "kg", 1), "kilo": ("mass", "kg", 1), "ton": ("mass", "kg", 1e3),
    "tonne": ("mass", "kg", 1e3), "pound": ("mass", "kg", 0.4536), "lb": ("mass", "kg", 0.4536), "ounce": ("mass", "kg", 0.02835),
    "mph": ("speed", "km/h", 1.609344), "kph": ("speed", "km/h", 1), "km/h": ("speed", "km/h", 1),
    "knot": ("speed", "km/h", 1.852),
}  # fmt: skip
"""Unit words without their plural s: what they measure, in which base unit, and how many of it."""
