"""What goes wrong in the world, made to go wrong on purpose."""
