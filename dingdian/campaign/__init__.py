"""What a campaign is: plain values and condition trees, read from a folder of TOML."""
