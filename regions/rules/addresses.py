"""Reading a pasted list of addresses: what is found, what stands there twice, and what has to be mended.

People paste from Outlook (`Naam <a@b.nl>; "Achternaam, Voornaam" <…>`), from a spreadsheet (cells with tabs between)
and from a mail (lines, commas). Every piece of the text ends up in exactly one entry, so nothing pasted disappears.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

LONGEST_NAME, LONGEST_ADDRESS, _LONGEST_QUOTE = 80, 254, 60
_LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_ADDRESS = re.compile(rf"{_LOCAL}@(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.)+[a-z]{{2,24}}")
_LONGEST_LOCAL = 64
_ANGLED = re.compile(r"[^<>]*<[^<>]*>")
# What follows a comma that should have been a full stop: maaike@aalten,nl
_ENDING = re.compile(r"\s*(?:nl|com|org|net|eu|nu|be|de|invalid)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A usable address. `municipality` is a key of the names that were given, or "" when the domain says nothing."""

    line: int
    text: str
    email: str
    name: str
    municipality: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    line: int
    text: str
    email: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Wrong:
    line: int
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    found: tuple[Found, ...]
    duplicates: tuple[Duplicate, ...]
    wrong: tuple[Wrong, ...]

    @property
    def to_mend(self) -> str:
        """The pieces that are wrong, one a line, to put back in the field."""
        return "\n".join(one.text for one in self.wrong)


def read(pasted: str, names: Mapping[str, str], already: Collection[str] = ()) -> Reading:
    """Return every address of a pasted text.

    `names` are the municipalities as {key: name}; a domain such as aalten.nl gives the key of Aalten. `already` are the
    addresses that were asked before, in lower case. Never raises, whatever was pasted.
    """
    domains = _domains(names)
    found: dict[str, Found] = {}
    duplicates: list[Duplicate] = []
    wrong: list[Wrong] = []
    for line, text in _pieces(pasted):
        email, name, told = _parts(text, domains)
        if not is_address(email):
            wrong.append(Wrong(line, text, _what_is_wrong(text, email, domains)))
        elif email in found or email in already:
            reason = "staat er twee keer in. Wij nemen het één keer mee" if email in found else "is al uitgenodigd"
            duplicates.append(Duplicate(line, text, email, f"{email} {reason}."))
        else:
            found[email] = Found(line, text, email, name, told or municipality_of(email, names))
    return Reading(tuple(found.values()), tuple(duplicates), tuple(wrong))


def municipality_of(email: str, names: Mapping[str, str]) -> str:
    """Return the key of the municipality that an address is of by its domain, or "".

    Reads aalten.nl, oost-gelre.nl, gemeente-aalten.nl and aalten.voorbeeld.nl.
    """
    domains = _domains(names)
    for label in email.rpartition("@")[2].split("."):
        plain = _letters(label)
        key = domains.get(plain) or domains.get(plain.removeprefix("gemeente"))
        if key:
            return key
    return ""


def _domains(names: Mapping[str, str]) -> dict[str, str]:
    return {_letters(name): key for key, name in names.items()}


def _letters(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if sign.isalnum())


def _pieces(pasted: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, text) per address that was meant; together the texts hold every letter that was pasted."""
    for line, text in enumerate(pasted.splitlines(), start=1):
        for chunk in _split(text, ";"):
            for piece in _meant(chunk):
                stripped = piece.strip(" \t,;\u00a0\u200b\ufeff")
                if any(sign.isalnum() or sign == "@" for sign in stripped):
                    yield line, stripped


def _split(text: str, separators: str) -> list[str]:
    """Return the parts between separators; a separator within paired quotes does not count."""
    is_paired = text.count('"') % 2 == 0
    parts, is_quoted = [""], False
    for sign in text:
        is_quoted ^= is_paired and sign == '"'
        if sign in separators and not is_quoted:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _meant(chunk: str) -> Iterator[str]:
    """Yield the pieces of a chunk that each mean one person."""
    end = 0
    for match in _ANGLED.finditer(chunk):
        yield from _plain(chunk[end : match.start()])
        before, opening, rest = match.group().partition("<")
        *others, name = _fields(before)
        if any("@" in other for other in others):
            yield from _plain(",".join(others))
            yield name + opening + rest
        else:
            yield match.group()
        end = match.end()
    yield from _plain(chunk[end:])


def _fields(text: str) -> list[str]:
    return _split(text, ",\t")


def _plain(chunk: str) -> Iterator[str]:
    """Yield pieces of text without angle brackets: a name belongs to the address that follows it."""
    separator = "\t" if "\t" in chunk else ","
    if separator == "\t" and chunk.count("@") <= 1:  # a row of a spreadsheet, whatever the order of its cells
        yield chunk
        return
    group: list[str] = []
    fields = _fields(chunk)
    for place, field in enumerate(fields):
        group.append(field)
        following = fields[place + 1] if place + 1 < len(fields) else ""
        if "@" in field and not _goes_on(field, following):
            yield from _by_space(separator.join(group))
            group = []
        elif _ENDING.fullmatch(field) and "@" in separator.join(group):
            yield separator.join(group)
            group = []
    yield separator.join(group)


def _goes_on(field: str, following: str) -> bool:
    """Whether the comma after this field stands where a full stop was meant."""
    return "." not in field.rpartition("@")[2] and bool(_ENDING.fullmatch(following))


def _by_space(piece: str) -> Iterator[str]:
    """Yield the addresses that have only a space between them."""
    words = piece.split()
    if sum("@" in word.strip("@") for word in words) < len("ab"):
        yield piece
        return
    group: list[str] = []
    for word in words:
        group.append(word)
        if "@" in word.strip("@"):
            yield " ".join(group)
            group = []
    yield " ".join(group)


def _parts(piece: str, domains: Mapping[str, str]) -> tuple[str, str, str]:
    """Return (address, name, municipality) of one piece; the address may still be wrong."""
    clean = "".join(sign if sign.isprintable() or sign == "\t" else " " for sign in piece)
    angled = re.search(r"<([^<>]*)>", clean)
    if angled:
        return _bare(angled.group(1)), _name(clean[: angled.start()]), ""
    words = re.split(r"[\s,]+", clean)
    email = next((word for word in words if is_address(_bare(word))), None)
    if email is None:
        return _bare(next((word for word in words if "@" in word), "")), "", ""
    before, _, after = clean.partition(email)
    cells = [cell for cell in re.split(r"[\t,]", f"{before}\t{after}") if cell.strip()]
    told = next((domains[_letters(cell)] for cell in cells if _letters(cell) in domains), "")
    return _bare(email), _name(" ".join(cell for cell in cells if _letters(cell) not in domains)), told


def _bare(word: str) -> str:
    return word.strip().casefold().removeprefix("mailto:").strip("<>()[]\"'.,:").strip()


def _name(text: str) -> str:
    """Return `Maaike Hoekman` for `"Hoekman, Maaike"`; an address that stands where the name should is no name."""
    plain = " ".join(text.replace('"', " ").split()).strip(" ,'()")
    if "@" in plain:
        return ""
    family, comma, given = plain.partition(",")
    turned = f"{given.strip()} {family.strip()}" if comma and "," not in given else plain
    return turned[:LONGEST_NAME].strip()


def is_address(email: str) -> bool:
    """Whether a mail server would take this address, in lower case, for one."""
    fits = len(email) <= LONGEST_ADDRESS and len(email.partition("@")[0]) <= _LONGEST_LOCAL
    return fits and _ADDRESS.fullmatch(email) is not None


def _what_is_wrong(piece: str, email: str, domains: Mapping[str, str]) -> str:
    quoted = piece if len(piece) <= _LONGEST_QUOTE else f"{piece[:_LONGEST_QUOTE].rstrip()}…"
    mended = _mended(piece, domains)
    if mended:
        return f"{quoted}: bedoel je {mended}?"
    if "@" not in piece:
        return f"{quoted}: hier staat geen e-mailadres. Schrijf het adres erbij, met een @."
    if len(email) > LONGEST_ADDRESS:
        return f"{quoted}: dit adres is te lang (maximaal {LONGEST_ADDRESS} tekens)."
    if piece.count("@") > 1:
        return f"{quoted}: hier staan meer apenstaartjes (@) dan 1. Zet elk adres op een eigen regel."
    if "." not in email.partition("@")[2]:
        return f"{quoted}: het deel na @ is niet af. Schrijf het helemaal, bijvoorbeeld aalten.nl."
    return f"{quoted}: dit is geen bestaand soort e-mailadres. Kijk het na."


def _mended(piece: str, domains: Mapping[str, str]) -> str:
    """Return the address that was probably meant, or "" when nobody can tell."""
    angled = re.search(r"<([^<>]*)>", piece)
    text = (angled.group(1) if angled else piece).casefold()
    closed = re.sub(r"\s*([@.,])\s*", r"\1", text)  # maaike @aalten.nl
    word = next((one for one in closed.split() if "@" in one), "")
    for candidate in (word, "".join(closed.split())):
        tidy = re.sub(r"\.{2,}", ".", re.sub(r"@+", "@", candidate.replace(",", "."))).strip(".")
        local, _, domain = tidy.partition("@")
        if domain and "." not in domain and _letters(domain).removeprefix("gemeente") in domains:
            tidy = f"{local}@{domain}.nl"
        if is_address(_bare(tidy)):
            return _bare(tidy)
    return ""
