"""The restore matrix: a rich source, its content as lines, fresh servers to restore into, and the sites that runs happen at."""
