"""The program: ``argmap``, ``python -m argmap``."""

from argmap.cli.interrupt import install


def run() -> None:
    """Run the command line. Interrupts are answered before anything that takes time is imported."""
    install()
    from argmap.cli.main import main

    main(prog_name="argmap")


if __name__ == "__main__":
    run()
