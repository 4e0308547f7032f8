"""Secrets that people can read aloud, from a safe alphabet; only their hashes are kept and looked up."""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L
GROUP = 4
RESUME_LENGTH = 16
RECEIPT_LENGTH = 8
JOIN_LENGTH = 6


def make_code(length: int) -> str:
    """Return a random code in groups, such as ``7KQM-2XWP``; each character is worth 4.95 bits."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(length)))


def grouped(code: str) -> str:
    """Return a code in groups of four; one of six characters in groups of three, as it is read aloud."""
    size = JOIN_LENGTH // 2 if len(code) == JOIN_LENGTH else GROUP
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def normal_code(typed: str) -> str:
    """Return what was meant: upper case, without spaces and hyphens."""
    return "".join(character for character in typed.upper() if character.isalnum())


def is_code(typed: str, length: int) -> bool:
    """Say whether something typed has the form of a code."""
    code = normal_code(typed)
    return len(code) == length and all(character in ALPHABET for character in code)


def code_hash(typed: str) -> str:
    """Return the SHA-256 of a code, 64 hexadecimal digits; 79 random bits need no slow hash."""
    return hashlib.sha256(normal_code(typed).encode()).hexdigest()
