"""Training of the networks: the trainer, recipes, objectives, virtual cameras and more training poses."""
