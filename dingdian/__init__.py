"""Dingdian (定点): from a poverty registry to an explained, sealed list of targets."""

__version__ = "0.1.0"
