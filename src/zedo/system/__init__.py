"""What zedo asks of the machine: files, devices, seeds, interrupts, libraries that must not report."""
