"""A CLIENT THAT IS MANY VISITORS: each speaks to a running server as a browser would, without a browser's weight."""
