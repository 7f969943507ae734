"""Kernels as text, as a visitor types or pastes them and as a link holds them.

    1 2 1; 2 4 2; 1 2 1 / 16 + 128

Rows end with a semicolon or a new line, numbers with a blank, tab or comma. A number may be a fraction
without blanks, 1/9. After the last row there may be "/ 16", a divisor for all weights, and "+ 128" or "-
128", an offset on the scale of 0 to 255. Brackets are allowed as Python and NumPy write them:

    np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 4
"""

import re
from decimal import Decimal
from fractions import Fraction

from cnnviz.errors import KernelError
from cnnviz.kernels.kernel import Kernel

MAX_LENGTH = 32_000
"""In characters. The longest output of `to_text`, 31x31 numbers of 24 characters, is shorter."""

# Larger than every limit of `Kernel`, and far below the largest float.
LARGEST = 10**12
_DECIMAL = r"(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:e[+-]?[0-9]{1,3})?"
_TOKEN = re.compile(
    rf"(?P<number>[+-]?{_DECIMAL}(?:/{_DECIMAL})?)(?=[ ,;/]|$)|(?P<sign>[/+-])|(?P<row>;)|[, ]"
)
_NESTED = re.compile(r"[\[(]\s*[\[(]")


def parse(text: str) -> Kernel:
    """Return the kernel that a visitor typed, with the name "custom".

    Raises:
        KernelError: If it cannot be read; the message says what to change.

    >>> parse("0 1/4 0; 1/4 0 1/4; 0 1/4 0").weights[1]
    (0.25, 0.0, 0.25)
    >>> parse("-1 0 1 / 2 + 51").offset
    0.2
    """
    if len(text) > MAX_LENGTH:
        raise KernelError(f"A kernel's text has up to {MAX_LENGTH} characters; this one has {len(text)}.")
    rows, divisor, offset = _suffixes(_tokens(_plain(text)))
    weights = [[float(_fraction(token)) for token in row.split()] for row in " ".join(rows).split(";")]
    filled = tuple(tuple(row) for row in weights if row)
    if not filled:
        raise KernelError("Type the kernel's numbers row by row, such as 0 -1 0; -1 5 -1; 0 -1 0.")
    return Kernel(
        "custom", filled, float(_fraction(divisor)), float(_fraction(offset) / 255), "Your own kernel."
    )


def to_text(kernel: Kernel) -> str:
    """Return the shortest text from which `parse` makes exactly these weights, divisor and offset.

    >>> to_text(Kernel("mean", ((1, 1), (1, 1)), divisor=4, offset=128 / 255))
    '1 1;1 1 / 4 + 128'
    """
    text = ";".join(" ".join(map(_shortest, row)) for row in kernel.weights)
    if kernel.divisor != 1:
        text += f" / {_shortest(kernel.divisor)}"
    if kernel.offset:
        text += f" {'-' if kernel.offset < 0 else '+'} {_times_255(abs(kernel.offset))}"
    return text


def _plain(text: str) -> str:
    """Return the text with ";" at the end of each row, without brackets and with one kind of minus sign."""
    text = re.sub(r"[^\S\r\n]+", " ", text.strip().lower().replace("−", "-"))
    text = re.sub(r"\b(?:np\.|numpy\.)?array(?=\()", "", text)
    # In nested brackets, brackets end the rows: NumPy breaks the lines of a long row.
    text = re.sub(r"[\r\n]+", " " if _NESTED.search(text) else ";", text)
    return re.sub(r"[\])]", " ; ", re.sub(r"[\[(]", " ", text))


def _tokens(text: str) -> list[str]:
    """Return the numbers, signs and row ends, in order."""
    if re.search(r", *,", text):
        raise KernelError("A number is missing between two commas; type 0 where a weight is 0.")
    tokens, position = [], 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            word = re.split(r"[\s,;]", text[position : position + 20])[0]
            raise KernelError(f"Use only numbers, blanks and new lines; this cannot be read: {word!a}")
        position = match.end()
        if match.lastgroup:
            tokens.append(match[0])
    return tokens


def _suffixes(tokens: list[str]) -> tuple[list[str], str, str]:
    """Return the tokens of the rows, the divisor and the offset."""
    divisor, offset = "1", "0"
    if tokens[-2:-1] in (["+"], ["-"]) and tokens[-1][0] not in "/+-;":
        offset = "".join(tokens[-2:])
        tokens = tokens[:-2]
    elif tokens[-3:-2] == ["/"] and tokens[-1][0] in "+-" and len(tokens[-1]) > 1:
        offset = tokens[-1]
        tokens = tokens[:-1]
    if tokens[-2:-1] == ["/"] and tokens[-1] not in "/+-;":
        divisor = tokens[-1]
        tokens = tokens[:-2]
    if {"/", "+", "-"} & {*tokens}:
        raise KernelError(
            "Write a sign right before its number, a fraction as 1/9, and a divisor at the end as in 1 1 / 2."
        )
    _refuse_doubtful_fraction(tokens)
    return tokens, divisor, offset


def _refuse_doubtful_fraction(tokens: list[str]) -> None:
    """Raise a KernelError for a text like "1 1 1/3", where the 3 may be meant for one weight or for all."""
    *others, last = tokens or [""]
    if others and "/" in last and "/" not in "".join(others):
        numerator, denominator = last.split("/")
        raise KernelError(
            f"To divide all weights write {numerator} / {denominator}, with blanks; "
            f"if the fraction is one weight, end with a semicolon, {last};"
        )


def _fraction(token: str) -> Fraction:
    """Return the exact value of a number or a fraction."""
    top, _, bottom = token.partition("/")
    numerator, denominator = Fraction(top), Fraction(bottom or 1)
    if denominator == 0:
        raise KernelError(f"A number cannot be divided by 0; change this fraction: {token}")
    value = numerator / denominator
    if abs(value) > LARGEST:
        raise KernelError(f"This number is too large for a kernel: {token}")
    return value


def _shortest(number: float) -> str:
    """Return the shortest text that reads as this number."""
    return repr(int(number)) if number.is_integer() else repr(number)


def _times_255(number: float) -> str:
    """Return the shortest text whose number divided by 255 is this number."""
    exact = Decimal(number) * 255
    texts = (f"{exact:.{digits}g}" for digits in range(1, 40))
    return next(text for text in texts if float(Fraction(text) / 255) == number)
