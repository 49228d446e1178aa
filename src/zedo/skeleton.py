"""The skeletons under the name that programs written for zedo 0.1 import them by; they live in :mod:`zedo.body`."""

from zedo.body.skeleton import *  # noqa: F403
from zedo.body.skeleton import SKELETONS as SKELETONS
