"""Build the wheel, install it in an empty environment, and use it there as a newcomer would.

python -m tools.try_wheel [FOLDER]      # build/wheel when left out; made anew
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]

EXTRAS = {
    ("batch", "rows.parquet", "-o", "out"): "batch",
    ("serve",): "serve",
    ("lift", "keypoints.json", "-o", "p.c3d", "--camera", "fov=60", "--preset", "fast"): "export",
    ("lift", "keypoints.json", "-o", "p.npz", "--camera", "fov=60", "--backend", "openvino"): "openvino",
}
"""Command lines that need an extra, which a plain installation has to name."""

USE = """
import json, sys, importlib.resources, pathlib
assert "torch" not in sys.modules
import zedo
assert "torch" not in sys.modules, "import zedo is slow"
assert "site-packages" in zedo.__file__, zedo.__file__
demo = importlib.resources.files("zedo") / "assets" / "demo"
pathlib.Path("keypoints.json").write_text((demo / "keypoints.json").read_text())
people = zedo.read_keypoints("keypoints.json")
poses = zedo.lift(people, zedo.Camera.from_file(demo / "camera.json"))
assert poses.positions.shape[1:] == (len(people), 17, 3) and len(people) > 100
poses.save("poses.npz")
assert zedo.Poses3D.load("poses.npz").provenance["preset"] == "default"
"""


def main() -> None:
    """Raises CalledProcessError or AssertionError when the wheel is not fit for use."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "wheel").resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    (wheel,) = folder.glob("zedo-*.whl")
    venv.create(folder / "venv", with_pip=True)
    python, zedo = folder / "venv" / "bin" / "python", folder / "venv" / "bin" / "zedo"
    constraints = ("--constraint", ROOT / "constraints.txt")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *constraints, wheel], check=True)
    subprocess.run([python, "-m", "pip", "check"], check=True)
    # Elsewhere, so that nothing of the source folder can be imported.
    work = folder / "work"
    work.mkdir()
    (work / "rows.parquet").touch()
    subprocess.run([python, "-I", "-c", USE], check=True, cwd=work)
    subprocess.run([zedo, "lift", "keypoints.json", "-o", "page.html", "--preset", "fast"], check=True, cwd=work)
    subprocess.run([zedo, "view", "poses.npz", "-o", "poses.png"], check=True, cwd=work)
    for command, extra in EXTRAS.items():
        done = subprocess.run([zedo, *command], cwd=work, capture_output=True, text=True)
        assert done.returncode == 2 and f"zedo[{extra}]" in done.stderr, (command, done.returncode, done.stderr)
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, works")


if __name__ == "__main__":
    main()
