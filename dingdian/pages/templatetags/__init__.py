"""What templates say with: both languages side by side, numbers, lights, addresses."""
