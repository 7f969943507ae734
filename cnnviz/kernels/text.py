"""A kernel as text, as a visitor types or pastes it, and as a link holds it.

    1 2 1; 2 4 2; 1 2 1 / 16 + 128

Rows end with a semicolon or a new line, numbers with a blank, tab or comma. A number may be a fraction
without blanks, 1/9. After the last row there may be "/ 16", by which all is divided, and "+ 128" or "- 128",
which is added at the end, on the scale of 0 to 255. Brackets may stand as Python and NumPy write them:

    np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]) / 4
"""

import re
from decimal import Decimal
from fractions import Fraction

from cnnviz.errors import KernelError
from cnnviz.kernels.kernel import Kernel

MAX_LENGTH = 32_000
"""Characters. The longest text that `to_text` can write, 31x31 numbers of 24 characters, is shorter."""

# Beyond all limits of `Kernel`, and far within what a float can hold.
LARGEST = 10**12
_DECIMAL = r"(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:e[+-]?[0-9]{1,3})?"
_TOKEN = re.compile(
    rf"(?P<number>[+-]?{_DECIMAL}(?:/{_DECIMAL})?)(?=[ ,;/]|$)|(?P<sign>[/+-])|(?P<row>;)|[, ]"
)
_NESTED = re.compile(r"[\[(]\s*[\[(]")


def parse(text: str) -> Kernel:
    """The kernel that a visitor has typed, by the name of "custom".

    Raises:
        KernelError: it cannot be read, in one sentence that says what to change.

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
    """The shortest text from which `parse` makes exactly these weights, divisor and offset.

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
    """The text with ";" for every end of a row, without brackets and with one kind of minus."""
    text = re.sub(r"[^\S\r\n]+", " ", text.strip().lower().replace("−", "-"))
    text = re.sub(r"\b(?:np\.|numpy\.)?array(?=\()", "", text)
    # In nested brackets it is they that end a row: NumPy breaks the lines of a long one.
    text = re.sub(r"[\r\n]+", " " if _NESTED.search(text) else ";", text)
    return re.sub(r"[\])]", " ; ", re.sub(r"[\[(]", " ", text))


def _tokens(text: str) -> list[str]:
    """The numbers, signs and ends of rows in the order they stand in."""
    if re.search(r", *,", text):
        raise KernelError("Between two commas a number is missing; type 0 where a weight is 0.")
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
    """The tokens of the rows, the divisor and the offset."""
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
    """In "1 1 1/3" the 3 may be meant for one weight or for all."""
    *others, last = tokens or [""]
    if others and "/" in last and "/" not in "".join(others):
        numerator, denominator = last.split("/")
        raise KernelError(
            f"To divide all weights write {numerator} / {denominator}, with blanks; "
            f"if the fraction is one weight, end with a semicolon, {last};"
        )


def _fraction(token: str) -> Fraction:
    """The exact value of a number or a fraction."""
    top, _, bottom = token.partition("/")
    numerator, denominator = Fraction(top), Fraction(bottom or 1)
    if denominator == 0:
        raise KernelError(f"Nothing can be divided by 0; change this fraction: {token}")
    value = numerator / denominator
    if abs(value) > LARGEST:
        raise KernelError(f"This number is too large for a kernel: {token}")
    return value


def _shortest(number: float) -> str:
    """The shortest text that reads as this number."""
    return repr(int(number)) if number.is_integer() else repr(number)


def _times_255(number: float) -> str:
    """The shortest text whose 255th part is this number."""
    exact = Decimal(number) * 255
    texts = (f"{exact:.{digits}g}" for digits in range(1, 40))
    return next(text for text in texts if float(Fraction(text) / 255) == number)
