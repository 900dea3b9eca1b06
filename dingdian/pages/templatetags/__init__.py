"""What templates say with: both languages side by side, numbers, lights, and the address of a list."""
