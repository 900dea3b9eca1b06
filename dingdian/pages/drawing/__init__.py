"""The schematic map: from outlines and points to one drawing of lights that are links."""
