"""``python -m zedo`` is ``zedo``."""

from zedo.cli import main

main()
