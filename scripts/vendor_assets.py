"""Copy the third-party files that are served or printed with, and their licence texts, into static/vendor/.

    python3 -m scripts.vendor_assets NODE_MODULES

They are installed, never committed: package-lock.json pins them, scripts/set_up.py fetches them.
Each package keeps its own folder with its licence and package.json (name, version, source); files unmodified.
Style sheets and scripts lie there compressed as well, for the web server to send
(vrs_tracker/web/static_files.py).
"""

import gzip
import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "vrs_tracker" / "static" / "vendor"

COMPRESSED = frozenset({".css", ".js"})

# folder below static/vendor/ → (npm package, files, its licence first)
ASSETS = {
    "kern": ("@kern-ux/native", ("LICENSE.md", "dist/kern.min.css")),
    "plotly": ("plotly.js-basic-dist-min", ("LICENSE", "plotly-basic.min.js")),
    "plotly-locales": ("plotly.js-locales", ("LICENSE", "de.js")),
    # pages: one variable file for all weights, divided by alphabet
    "source-sans-web": (
        "@fontsource-variable/source-sans-3",
        (
            "LICENSE",
            "files/source-sans-3-latin-wght-normal.woff2",
            "files/source-sans-3-latin-ext-wght-normal.woff2",
        ),
    ),
    "source-sans": (
        "source-sans",
        (
            "LICENSE.md",
            # print: Typst reads static TrueType files
            "TTF/SourceSans3-Regular.ttf",
            "TTF/SourceSans3-It.ttf",
            "TTF/SourceSans3-Semibold.ttf",
            "TTF/SourceSans3-SemiboldIt.ttf",
            "TTF/SourceSans3-Bold.ttf",
            "TTF/SourceSans3-BoldIt.ttf",
        ),
    ),
}


def is_complete(vendor: Path = VENDOR) -> bool:
    """Say whether every file of `ASSETS` is in place, style sheets compressed as well."""
    names = {
        f"{folder}/{Path(name).name}"
        for folder, (_, files) in ASSETS.items()
        for name in (*files, "package.json")
    }
    names |= {f"{name}.gz" for name in names if Path(name).suffix in COMPRESSED}
    return all((vendor / name).is_file() for name in names)


def vendor_assets(node_modules: Path, vendor: Path = VENDOR) -> None:
    """Replace `vendor` as a whole, so that a file dropped from `ASSETS` does not stay behind.

    Raises:
        FileNotFoundError: a package no longer has a file of that name.
    """
    fresh = vendor.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    for folder, (package, files) in ASSETS.items():
        (fresh / folder).mkdir(parents=True)
        for name in (*files, "package.json"):
            copied = shutil.copyfile(node_modules / package / name, fresh / folder / Path(name).name)
            copied.chmod(0o644)
    for text in [path for path in fresh.rglob("*") if path.suffix in COMPRESSED]:
        text.with_name(f"{text.name}.gz").write_bytes(gzip.compress(text.read_bytes(), mtime=0))
    shutil.rmtree(vendor, ignore_errors=True)
    fresh.rename(vendor)


if __name__ == "__main__":
    vendor_assets(Path(sys.argv[1]))
