"""What is done, in the order the procedure tells it; stages never import each other."""
