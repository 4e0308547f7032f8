"""LibreOffice as somebody who opens a workbook, has an opinion on no figure in it, and works all of them out."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_WITH_VALUE = re.compile(r'(<c [^>]*?)( t="str")?>(<f>.*?</f>)<v(?:/>|>.*?</v>)')


def without_values(data: bytes) -> bytes:
    """Return a workbook whose formulas have no values, so that none can be read instead of worked out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = _WITH_VALUE.sub(r"\1>\3", content.decode()).encode()
            new.writestr(name, content)
    return out.getvalue()


def changed(data: bytes, cells: Mapping[tuple[str, str], Any]) -> bytes:
    """Return a workbook with other values in some cells: (sheet, address) to value."""
    file = openpyxl.load_workbook(io.BytesIO(data))
    for (sheet, address), value in cells.items():
        file[sheet][address] = value
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def worked_out(data: bytes, folder: Path) -> Any:
    """Return a workbook as LibreOffice works it out."""
    program = shutil.which("soffice")
    assert program is not None, "LibreOffice is missing: apt-get install --no-install-recommends libreoffice-calc"
    (folder / "in.xlsx").write_bytes(without_values(data))
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), str(folder / "in.xlsx")],
        check=True,
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
    )
    return openpyxl.load_workbook(folder / "out" / "in.xlsx", data_only=True)


def differences(data: bytes, folder: Path) -> list[tuple[str, str, Any, Any]]:
    """Return (sheet, address, value in the file, value worked out) of the formulas whose two values differ."""
    formulas, kept = (openpyxl.load_workbook(io.BytesIO(data), data_only=values) for values in (False, True))
    found = worked_out(data, folder)
    pairs = [
        (
            sheet.title,
            cell.coordinate,
            kept[sheet.title][cell.coordinate].value,
            found[sheet.title][cell.coordinate].value,
        )
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert pairs
    return [pair for pair in pairs if not _alike(pair[2], pair[3])]


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-9
    return (one or None) == (other or None)
