"""Compile one print job with Typst: a program of its own, started by path, that imports nothing but Typst.

It reads a job as JSON from standard input and writes the PDF to standard output, or the pages as pictures: a
JSON list of PNG in Base64. The caller empties the
environment and sets the working directory to a temporary folder with the template and the attachments. The
template can read nothing outside that folder and the fonts, and without a package folder nothing is fetched.
A short life gives the memory back and keeps a crash away from the web server.

Job: `main` (file name), `fonts` (folder), `data` (JSON text for the template); for a PDF `standards` and
`timestamp` (seconds), for pictures `dots_per_inch`. Exit code 0 with the result, or 1 with the reason on
standard error. A warning is an error: Typst only warns about a missing font and would go on with another one.
"""

import json
import sys
from base64 import b64encode
from pathlib import Path

import typst


def main() -> int:
    """Run one job."""
    job = json.load(sys.stdin.buffer)
    root = Path.cwd()
    nowhere = root / "no-packages"
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(job["fonts"])]
    )
    compiler = typst.Compiler(
        root / job["main"],
        root=root,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"job": job["data"]},
        package_path=nowhere,
        package_cache_path=nowhere,
    )
    try:
        if "dots_per_inch" in job:
            result, warnings = compiler.compile_with_warnings(format="png", ppi=job["dots_per_inch"])
        else:
            result, warnings = compiler.compile_with_warnings(
                format="pdf", pdf_standards=job["standards"], timestamp=job["timestamp"]
            )
    except typst.TypstError as error:
        return _refuse([error])
    if warnings:
        return _refuse(warnings)
    sys.stdout.buffer.write(_as_bytes(job, result))
    return 0


def _as_bytes(job: dict[str, object], result: bytes | list[bytes] | None) -> bytes:
    """One page comes as bytes, several pages as a list of them."""
    pages = result if isinstance(result, list) else [result or b""]
    if "dots_per_inch" in job:
        return json.dumps([b64encode(page).decode() for page in pages]).encode()
    return pages[0]


def _refuse(problems: list[typst.TypstError] | list[typst.TypstWarning]) -> int:
    text = "\n".join(problem.diagnostic or problem.message for problem in problems)
    sys.stderr.buffer.write(text.encode())
    return 1


if __name__ == "__main__":
    sys.exit(main())
