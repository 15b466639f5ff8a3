"""Measure and print: `make benchmark`, or `python -m benchmarks report` for one of the parts."""

import sys

from benchmarks import imports, load, pages, printing, report, sheets, totals

PARTS = {
    "report": report.measure,
    "printing": printing.measure,
    "pages": pages.measure,
    "load": load.measure,
    "imports": imports.measure,
    "sheets": sheets.measure,
    "totals": totals.measure,
}


def main(wanted: list[str]) -> int:
    """Measure the parts named, else all; 3 for a part that does not exist."""
    if unknown := set(wanted) - set(PARTS):
        print(f"No such part: {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.", file=sys.stderr)
        return 3
    for name in wanted or PARTS:
        for text in PARTS[name]():
            print(f"\n{text}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
