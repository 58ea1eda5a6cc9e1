"""What the figures work on, all of it invented: papers of any size, and plans taken from them."""
