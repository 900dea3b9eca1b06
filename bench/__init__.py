"""Speed and size beside what one would use instead: ratios from one run on one machine."""
