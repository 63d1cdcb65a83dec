"""Check digits of cards, vehicles, bank routing numbers and accounts: what tells an identifier from a number like it."""

from __future__ import annotations

__all__ = ["aba", "iban", "luhn", "vin"]

_VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_CHECK_AT = 8
_ABA_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7, 1)
_IBAN_SHORTEST = 15


def luhn(digits: str) -> bool:
    """Say whether *digits* (payment cards, IMEI; ISO/IEC 7812-1) end in their check digit.

    >>> luhn("4111111111111111")
    True
    """
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0


def vin(text: str) -> bool:
    """Say whether *text* is a vehicle identification number with the right check digit (49 CFR 565.15).

    >>> vin("1M8GDM9AXKP042788")
    True
    """
    if len(text) != len(_VIN_WEIGHTS) or text.isdigit() or not any(map(str.isdigit, text)):
        return False
    values = (int(char) if char.isdigit() else _VIN_VALUES.get(char, 0) for char in text)
    rest = sum(value * weight for value, weight in zip(values, _VIN_WEIGHTS, strict=True)) % 11
    return text[_VIN_CHECK_AT] == "0123456789X"[rest]


def aba(digits: str) -> bool:
    """Say whether nine *digits* are an American bank routing number (its checksum, and a Federal Reserve prefix).

    >>> aba("021000021")
    True
    """
    if len(digits) != len(_ABA_WEIGHTS) or not (
        digits[:2] <= "12" or "21" <= digits[:2] <= "32" or "61" <= digits[:2] <= "72"
    ):
        return False
    return sum(int(digit) * weight for digit, weight in zip(digits, _ABA_WEIGHTS, strict=True)) % 10 == 0


def iban(text: str) -> bool:
    """Say whether *text*, without blanks, is an international bank account number (ISO 13616, remainder 1 modulo 97).

    >>> iban("GB82WEST12345698765432")
    True
    """
    if len(text) < _IBAN_SHORTEST or not text.isalnum() or not text.isascii():
        return False
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97 == 1
