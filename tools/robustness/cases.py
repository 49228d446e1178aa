"""What is tried on every command."""

from __future__ import annotations

from tools.robustness.inputs import CAMERA
from tools.robustness.runner import Case

OUT = ("-o", "{out}/poses.npz")
FAST = ("--preset", "fast", "--camera", CAMERA)
LIFT = (*OUT, *FAST, "--backend", "torch")  # ready sooner than OpenVINO's
GOOD, CLIP = "{in}/keypoints.json", "{in}/clip.mp4"


def _case(what: str, *arguments: str, lifts: bool = False, interrupt: bool = False) -> Case:
    return Case(what, arguments, lifts, interrupt)


def _sources(command: tuple[str, ...], after: tuple[str, ...], kinds: str, good: str) -> list[Case]:
    """Files that are not what their names say, for the argument between ``command`` and ``after``."""
    cases = [_case("missing file", *command, f"{{in}}/missing.{kinds.split()[0]}", *after)]
    for kind in kinds.split():
        cases += [
            _case(f"empty .{kind}", *command, f"{{in}}/empty.{kind}", *after),
            _case(f"text named .{kind}", *command, f"{{in}}/text.{kind}", *after),
        ]
    first = kinds.split()[0]
    return [
        *cases,
        _case(f"truncated {good}", *command, f"{{in}}/truncated-{good}", *after),
        _case(f"folder named .{first}", *command, f"{{in}}/folder.{first}", *after),
    ]


def _outputs(command: tuple[str, ...], flag: str, name: str, disk: bool = True) -> list[Case]:
    """Places where nothing can be written; ``name`` is the file, or empty where a folder is written."""
    sub = f"/{name}" if name else ""
    cases = [
        _case("output in a folder that is a file", *command, flag, f"{{out}}/file{sub or '/folder'}"),
        _case("output in /proc", *command, flag, f"/proc{sub or '/folder'}"),
    ]
    if name:
        cases += [
            _case("output in a missing folder", *command, flag, f"{{out}}/missing/{name}"),
            _case("output is a folder", *command, flag, f"{{in}}/folder.{name.rpartition('.')[2]}"),
        ]
    else:
        cases.append(_case("output folder is a file", *command, flag, "{out}/file"))
    if disk:
        cases.append(_case("disk full", *command, flag, f"{{full}}{sub or '/folder'}"))
    return cases


def _flags(command: tuple[str, ...], values: dict[str, str]) -> list[Case]:
    return [
        _case(f"`{flag} {value}`", *command, f"{flag}={value}")
        for flag, line in values.items()
        for value in line.split()
    ]


LIFTING = {
    "--preset": "secret",
    "--hypotheses": "-1 0 1000000000 nan",
    "--iterations": "-1 few",
    "--prior": "secret {in}/text.safetensors {in}/empty.safetensors {in}/folder",
    "--device": "abacus cuda:99",
    "--backend": "abacus",
    "--seed": "-99999999999999999999999 nan",
    "--chunk": "0 -1",
}

DETECTION = {
    "--detector": "secret secret:model",
    "--people": "0 -1",
    "--start": "nan -1 1e9",
    "--end": "nan -1 0",
}


def _lift() -> list[Case]:
    refused = {
        "16 of 17 joints": "sixteen-joints",
        "unknown skeleton": "unknown-skeleton",
        "no person": "nobody",
        "a NaN coordinate": "nan",
        "an infinite coordinate": "infinite",
        "confidence 0 everywhere": "unseen",
        "confidence 2": "confidence-2",
        "all joints in one point": "one-point",
        "coordinates of 1e14 px": "huge",
        "all joints within 1e-10 px": "tiny",
        "100,000 nested brackets": "deep",
        "not UTF-8": "not-utf8",
    }
    strange = {
        "all joints on a line": "line",
        "only an arm visible": "one-arm",
        "person upside down": "upside-down",
        "person as if behind the camera": "behind",
    }
    cameras = {
        "--camera": "nan,1,1,1 inf,inf,0,0 0,0,0,0 -1,-1,0,0 1,2,3 fov=0 fov=180 fov=nan fov=wide {in}/missing.json "
        "{in}/text.json {in}/text.toml {in}/camera.toml {in}/singular.json {in}/text-camera.json {in}/folder.json"
    }
    others = {
        "--smooth": "nan -1",
        "--height": "-1 178 0 inf tall",
        "--skeleton": "octopus_8 {in}/text.json",
        "--rule": "secret",
        "--image-size": "0,0 640 9999999999999999999999,1",
        "--fps": "nan 0 -1 inf",
        "--format": "secret npz,secret",
        "--camera-pitch": "nan 90 inf",
        "--angles": "{out}/angles.txt {out}/missing/angles.csv",
        "--render": "{out}/clip.mp4",
    }
    return [
        *_sources(("lift",), LIFT, "json npz mp4 jpg", "keypoints.json"),
        _case("truncated clip.mp4", "lift", "{in}/truncated-clip.mp4", *LIFT),
        _case("truncated photo.jpg", "lift", "{in}/truncated-photo.jpg", *LIFT),
        _case("poses for keypoints", "lift", "{in}/poses.npz", *LIFT),
        _case("npz that claims terabytes", "lift", "{in}/claims-terabytes.npz", *LIFT),
        _case("zip bomb", "lift", "{in}/zip-bomb.npz", *LIFT),
        *(_case(what, "lift", f"{{in}}/{name}.json", *LIFT) for what, name in refused.items()),
        *(_case(what, "lift", f"{{in}}/{name}.json", *OUT, *FAST, lifts=True) for what, name in strange.items()),
        _case("K of 1e-9 px", "lift", GOOD, *OUT, "--preset", "fast", "--camera", "1e-9,1e-9,640,360"),
        _case("K of 1e12 px", "lift", GOOD, *OUT, "--preset", "fast", "--camera", "1e12,1e12,640,360"),
        _case("one point, focal length unknown", "lift", "{in}/one-point.json", *OUT, "--preset", "fast"),
        _case("1e14 px, focal length unknown", "lift", "{in}/huge.json", *OUT, "--preset", "fast"),
        _case("image of one pixel", "lift", "{in}/one-pixel.png", *LIFT),
        _case("panorama of 12,000 px", "lift", "{in}/panorama.jpg", *LIFT),
        _case("image of nothing", "lift", "{in}/nothing.png", *LIFT),
        _case("image of 400 megapixels in 50 kB", "lift", "{in}/bomb.png", *LIFT),
        _case("video of nothing", "lift", "{in}/nothing.mp4", *LIFT),
        _case("no source", "lift", *LIFT),
        *_outputs(("lift", GOOD, *FAST, "--backend", "torch"), "-o", "poses.npz"),
        *(
            _case(f"disk full, .{form}", "lift", GOOD, *FAST, "-o", f"{{full}}/p.{form}")
            for form in ("json", "html", "png", "glb", "bvh", "c3d", "trc", "csv")
        ),
        _case("unknown suffix", "lift", GOOD, *FAST, "-o", "{out}/poses.xyz"),
        *_flags(("lift", GOOD, *OUT, "--camera", CAMERA), LIFTING),
        *_flags(("lift", GOOD, *LIFT), others),
        *_flags(("lift", GOOD, *OUT, "--preset", "fast"), cameras),
        _case("Ctrl-C while .npz is written", "lift", GOOD, *FAST, "-o", "{out}/old.npz",
              interrupt=True),
        _case("Ctrl-C while .html is written", "lift", GOOD, *FAST, "-o",
              "{out}/new.html", interrupt=True),
    ]  # fmt: skip


def _detect() -> list[Case]:
    out = ("-o", "{out}/found.json")
    return [
        *_sources(("detect",), out, "mp4 jpg", "clip.mp4"),
        _case("truncated photo.jpg", "detect", "{in}/truncated-photo.jpg", *out),
        _case("keypoints for a video", "detect", GOOD, *out),
        _case("image of one pixel", "detect", "{in}/one-pixel.png", *out),
        _case("panorama of 12,000 px", "detect", "{in}/panorama.jpg", *out),
        _case("image of nothing", "detect", "{in}/nothing.png", *out),
        _case("image of 400 megapixels in 50 kB", "detect", "{in}/bomb.png", *out),
        _case("video of nothing", "detect", "{in}/nothing.mp4", *out),
        _case("no such webcam", "detect", "--camera-index", "99", *out),
        *_outputs(("detect", "{in}/photo.jpg"), "-o", "found.json"),
        _case("unknown suffix", "detect", "{in}/photo.jpg", "-o", "{out}/found.xyz"),
        *_flags(("detect", "{in}/clip.mp4", *out), {**DETECTION, "--fps": "nan 0 25"}),
        _case("Ctrl-C while .npz is written", "detect", "{in}/clip.mp4", "-o", "{out}/old.npz", interrupt=True),
    ]


def _view() -> list[Case]:
    out = ("-o", "{out}/page.html")
    return [
        *_sources(("view",), out, "npz json", "poses.npz"),
        _case("keypoints for poses", "view", GOOD, *out),
        _case("video is text", "view", "{in}/poses.npz", "--video", "{in}/text.mp4", *out),
        _case("video is truncated", "view", "{in}/poses.npz", "--video", "{in}/truncated-clip.mp4", *out),
        _case("video is missing", "view", "{in}/poses.npz", "--video", "{in}/missing.mp4", *out),
        _case("keypoints are text", "view", "{in}/poses.npz", "--keypoints", "{in}/text.json", *out),
        _case(
            "keypoints are truncated", "view", "{in}/poses.npz", "--keypoints", "{in}/truncated-keypoints.json", *out
        ),
        *_outputs(("view", "{in}/poses.npz"), "-o", "page.html"),
        _case("disk full, .png", "view", "{in}/poses.npz", "-o", "{full}/p.png"),
        _case("disk full, .mp4", "view", "{in}/poses.npz", *out, "--video", CLIP, "--render", "{full}/p.mp4"),
        _case("unknown suffix", "view", "{in}/poses.npz", "-o", "{out}/page.xyz"),
        _case("--render without a video", "view", "{in}/poses.npz", *out, "--render", "{out}/clip.mp4"),
        _case("Ctrl-C while .html is written", "view", "{in}/poses.npz", *out, interrupt=True),
    ]


def _demo() -> list[Case]:
    return [
        *_outputs(("demo",), "-o", "", disk=False),
        *_flags(("demo", "-o", "{out}/demo"), {flag: line for flag, line in LIFTING.items() if flag != "--iterations"}),
    ]


def _evaluate() -> list[Case]:
    fast = ("--preset", "fast", "--backend", "torch")
    cases = [
        *_sources(("evaluate", "npz"), fast, "npz", "eval.npz"),
        _case("NaN in the truth", "evaluate", "npz", "{in}/nan-truth.npz", *fast),
        _case("singular K", "evaluate", "npz", "{in}/singular-K.npz", *fast),
        _case("Python objects in npz", "evaluate", "npz", "{in}/objects.npz", *fast),
        _case("zip bomb", "evaluate", "npz", "{in}/zip-bomb.npz", *fast),
        *_outputs(("evaluate", "npz", "{in}/eval.npz", *fast), "--json", "scores.json"),
        *_flags(("evaluate", "npz", "{in}/eval.npz"), LIFTING),
    ]
    for name in ("h36m", "mpi-inf-3dhp", "3dpw", "ski", "humaneva"):
        cases += [
            _case(f"{name}: missing folder", "evaluate", name, "{in}/missing"),
            _case(f"{name}: empty folder", "evaluate", name, "{in}/folder"),
            _case(f"{name}: file for a folder", "evaluate", name, "{in}/text.npz"),
        ]
    return [
        *cases,
        *_flags(
            ("evaluate", "h36m", "{in}/folder"),
            {
                "--protocol": "secret",
                "--every": "0 -1",
                "--joints": "5",
                "--official-quirks": "secret",
                "--anchors": "{in}/text.npy {in}/missing.npy {in}/folder",
                "--keypoints": "secret",
            },
        ),
    ]


def _reproduce() -> list[Case]:
    out = ("-o", "{out}/results")
    return [
        _case("unknown experiment", "reproduce", "table99", *out),
        _case("no experiment", "reproduce", *out),
        _case("table 8 without predictions", "reproduce", "table8", *out),
        _case("predictions are text", "reproduce", "table8", "--predictions", "{in}/text.npz", *out),
        _case("motion capture is missing", "reproduce", "table1", "--mocap", "{in}/missing", *out),
        _case("motion capture is an empty folder", "reproduce", "table1", "--mocap", "{in}/folder", *out),
        _case("motion capture is a file", "reproduce", "table1", "--mocap", "{in}/text.npz", *out),
        _case("unknown prior", "reproduce", "table1", "--priors", "c=FILE", *out),
        _case("data set is an empty folder", "reproduce", "table1", "--h36m", "{in}/folder", *out),
        *_flags(("reproduce", "table1", *out), {"--frames": "0 -1", "--iterations": "-1", "--device": "abacus"}),
        *_outputs(("reproduce", "table1", "--mocap", "{in}/folder"), "-o", "", disk=False),
    ]


def _refine() -> list[Case]:
    command = ("refine", "{in}/predictions.npz")
    return [
        *_sources(("refine",), OUT, "npz", "eval.npz"),
        _case("no predictions inside", "refine", "{in}/eval.npz", *OUT),
        _case("NaN predictions", "refine", "{in}/nan-predictions.npz", *OUT),
        _case("predictions in millimetres", "refine", "{in}/millimetre-predictions.npz", *OUT),
        *_outputs(command, "-o", "poses.npz"),
        *_flags((*command, *OUT), {k: v for k, v in LIFTING.items() if k not in ("--hypotheses", "--seed")}),
        _case("Ctrl-C while .npz is written", *command, "-o", "{out}/old.npz", interrupt=True),
    ]


def _train() -> list[Case]:
    quick = ("--steps=2", "--batch=256", "--no-compile", "--precision=float32")
    command = ("train", "{in}/mocap.npz", "-o", "{out}/prior", *quick)
    return [
        *_sources(("train",), ("-o", "{out}/prior", *quick), "npz bvh", "mocap.npz"),
        _case("text named .amc", "train", "{in}/text.amc", "-o", "{out}/prior", *quick),
        _case("NaN in motion capture", "train", "{in}/nan-mocap.npz", "-o", "{out}/prior", *quick),
        _case("npz that claims terabytes", "train", "{in}/claims-terabytes.npz", "-o", "{out}/prior", *quick),
        _case("zip bomb", "train", "{in}/zip-bomb.npz", "-o", "{out}/prior", *quick),
        *_outputs(("train", "{in}/mocap.npz", *quick), "-o", ""),
        *_flags(
            command,
            {
                "--recipe": "secret",
                "--rotation": "secret",
                "--skeleton": "octopus_8 {in}/text.json",
                "--steps": "0 -1",
                "--batch": "0 -1 100",
                "--learning-rate": "nan -1 0 inf 1e30",
                "--seed": "-99999999999999999999999",
                "--device": "abacus cuda:99",
                "--precision": "secret",
                "--start": "{in}/text.safetensors {in}/missing.safetensors",
                "--bred": "{in}/text.npz {in}/missing.npz",
                "--leave-out": "01,02",
            },
        ),
        _case("Ctrl-C while the state is written", *command, interrupt=True),
    ]


def _augment() -> list[Case]:
    out = ("-o", "{out}/bred.npz", "--count=5")
    return [
        *_sources(("augment",), out, "npz bvh", "mocap.npz"),
        _case("NaN in motion capture", "augment", "{in}/nan-mocap.npz", *out),
        _case("one pose to breed from", "augment", "{in}/one-pose.npz", *out),
        _case("no motion capture", "augment", *out),
        *_outputs(("augment", "{in}/mocap.npz", "--count=500"), "-o", "bred.npz"),
        *_flags(
            ("augment", "{in}/mocap.npz", "-o", "{out}/bred.npz"),
            {"--count": "0 -1 999999999999999", "--seed": "-1 -99999999999999999999999"},
        ),
        _case("Ctrl-C while .npz is written", "augment", "{in}/mocap.npz", "-o", "{out}/old.npz", interrupt=True),
    ]


def _import() -> list[Case]:
    out = ("-o", "{out}/prior")
    return [
        *_sources(("import-checkpoint",), out, "pth", "official.pth"),
        _case("another torch file", "import-checkpoint", "{in}/other.pth", *out),
        _case("a checkpoint without weights", "import-checkpoint", "{in}/weightless.pth", *out),
        _case("a pickle that runs code", "import-checkpoint", "{in}/runs-code.pth", *out),
        *_flags(
            ("import-checkpoint", "{in}/official.pth", *out),
            {"--units": "0 -1 nan inf", "--anchors": "{in}/text.npy {in}/missing.npy"},
        ),
        *_outputs(("import-checkpoint", "{in}/official.pth"), "-o", ""),
    ]


def _batch() -> list[Case]:
    out, fast = ("-o", "{out}/lifted"), ("--preset", "fast", "--backend", "torch")
    rows = {
        "no column uv": "no-uv",
        "lists of 5 numbers": "short-lists",
        "text for numbers": "texts",
        "a column that results have": "taken-column",
        "skeleton unknown": "octopus",
        "no rows": "no-rows",
        "only rows that cannot be lifted": "hopeless",
    }
    return [
        *_sources(("batch",), (*out, *fast), "parquet json mp4", "rows.parquet"),
        *(_case(what, "batch", f"{{in}}/{name}.parquet", *out, *fast) for what, name in rows.items()),
        _case("empty folder", "batch", "{in}/folder", *out, *fast),
        _case("camera given twice", "batch", "{in}/rows.parquet", "--camera", CAMERA, *out, *fast),
        _case("no camera at all", "batch", "{in}/no-camera.parquet", *out, *fast),
        _case("output within the input", "batch", "{in}", "-o", "{in}/lifted", *fast),
        _case("output holds other files", "batch", "{in}/rows.parquet", "-o", "{in}", *fast),
        *_outputs(("batch", "{in}/rows.parquet", *fast), "-o", ""),
        *_flags(("batch", "{in}/rows.parquet", *out, "--preset", "fast"), LIFTING),
        *_flags(
            ("batch", "{in}/rows.parquet", *out, *fast),
            {"--part-rows": "0 -1", "--workers": "0 -1", "--smooth": "nan -1", "--gpus-per-worker": "-1 nan 0.5"},
        ),
    ]


def _serve() -> list[Case]:
    return _flags(
        ("serve",),
        {
            **LIFTING,
            "--port": "-1 65536 http",
            "--host": "256.256.256.256 192.0.2.1",
            "--max-batch": "0 -1",
            "--max-delay": "-1 nan",
            "--max-queue": "0 100",
            "--max-pictures": "0",
            "--max-megabytes": "0 nan inf",
            "--max-person-frames": "0 100000",
            "--max-megapixels": "-1",
            "--timeout": "0 nan inf",
        },
    )


CASES = [
    *_lift(), *_detect(), *_view(), *_demo(), *_batch(), *_serve(), *_evaluate(), *_reproduce(), *_refine(),
    *_train(), *_augment(), *_import(),
]  # fmt: skip
