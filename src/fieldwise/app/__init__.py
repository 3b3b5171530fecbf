"""What a learner opens: the page served on loopback, or the notebook in JupyterLab."""
