"""What a torch device can do, and which machine a timing is of."""

from __future__ import annotations

import contextlib
import os
import platform
from collections.abc import Iterator
from pathlib import Path

import torch

from zedo.system.errors import ZedoError


def find_device(name: str) -> torch.device:
    """The torch device called ``name``; raises ZedoError when it cannot be used on this machine."""
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        if name.partition(":")[0] not in ("cpu", "cuda", "mps", "xpu"):
            raise ZedoError(
                f"device {name!r} is unknown; it is cpu, cuda (NVIDIA's GPUs), mps (Apple's) or xpu"
            ) from None
        raise ZedoError(f"device {name!r} cannot be used here: {str(error).splitlines()[0]}") from None
    return device


def native_bfloat16(device: torch.device) -> bool:
    """Whether the device multiplies bfloat16 in hardware, which is when it is faster than float32."""
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    return device.type == "cpu" and (torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())


def native_int8() -> bool:
    """Whether the processor multiplies 8-bit integers faster than floating-point numbers (VNNI or AMX)."""
    return torch.cpu._is_vnni_supported() or torch.cpu._is_amx_tile_supported()


@contextlib.contextmanager
def torch_on_one_thread() -> Iterator[None]:
    """Leave the cores to another runtime: torch's idle threads spin for milliseconds, a third of a loop's time."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def describe_machine() -> str:
    """Processor, cores and torch, without the machine's name."""
    processor, listed = platform.processor(), Path("/proc/cpuinfo")
    if listed.is_file():
        models = [line.split(":")[1].strip() for line in listed.read_text().splitlines() if "model name" in line]
        processor = models[0] if models else processor
    return f"{processor}, {os.cpu_count()} cores, torch {torch.__version__} with {torch.get_num_threads()} threads"
