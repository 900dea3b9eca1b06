"""The command by its module, `python -m dingdian`, for what it starts beside itself."""

from dingdian.cli import main

if __name__ == "__main__":
    main()
