"""Install argmap in an environment of its own and run it: ``python3 run.py demo`` or ``python3 run.py test``.

Only the standard library is used. The environment is the folder ``.venv`` beside this file; nothing
is installed elsewhere. (pip and Graphviz keep caches where the system wants caches.)
"""

# no "from __future__ import annotations": a Python too old for it (3.6) must still reach the message that says so
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "argmap-installed.txt"
LOG = HERE / ".venv-install.log"
OLDEST = (3, 11)
USES = "cas,citations,office"  # small packages for some uses: who tries argmap should not meet their absence
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")

USAGE = """usage: python3 run.py WHAT

  demo              install argmap into .venv and draw everything in annotations/ into exports/
  test [OPTIONS]    install argmap and its test tools into .venv, then run the tests on all cores;
                    OPTIONS go to pytest, for instance: python3 run.py test -k graph
  install [EXTRA]   only install (EXTRA: cas, citations, dev, networkx, office, test), then use .venv by hand

On Windows write "py run.py" where this says "python3 run.py".
"""

NO_PIP = """This Python has no pip, so nothing can be installed. Add it, then run the same command again:
  Debian, Ubuntu:   sudo apt install python3-venv
  Fedora:           sudo dnf install python3-pip
  Windows, macOS:   install Python again from python.org, with "pip" ticked"""

UNAVAILABLE = "A package that argmap needs is not to be had ready-made for this Python and machine."
# words in pip's or uv's output, and what they mean for the reader
CAUSES = (
    (
        ("No space left on device", "Errno 28"),
        "The disk is full. About 500 MB are needed; make room, then run the same command again.",
    ),
    (
        (
            "Temporary failure in name resolution",
            "NewConnectionError",
            "NameResolutionError",
            "Failed to establish a new connection",
            "Network is unreachable",
            "Connection refused",
            "ConnectTimeoutError",
            "Read timed out",
            "dns error",
            "error sending request",
            "getaddrinfo failed",
        ),
        "The package index cannot be reached. Go online (behind a proxy, set HTTPS_PROXY first), then run the same "
        "command again. Once installed, argmap works without a network.",
    ),
    (
        ("SSLError", "CERTIFICATE_VERIFY_FAILED", "invalid peer certificate"),
        "The package index's certificate is not trusted here. On a network that inspects traffic, set PIP_CERT to "
        "your institution's certificate file, then run the same command again.",
    ),
    (
        ("Permission denied", "Read-only file system", "Access is denied"),
        "This folder cannot be written to. Copy the project to a folder of your own and run the command there.",
    ),
    (
        ("No matching distribution found", "no matching distribution", "No solution found", "Failed building wheel"),
        f"{UNAVAILABLE} A 64-bit Python 3.11, 3.12 or 3.13 on Linux, macOS or Windows is the safe choice.",
    ),
)


class Stop(Exception):
    """The work cannot go on; the sentence says why and what to do."""


def say(text: str) -> None:
    """Print one message at once, in order with what the tools print."""
    print(text, flush=True)


def main(arguments: "list[str]") -> int:
    """Do what the first word says; returns the exit status."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        say(USAGE)
        return 0 if arguments else 2
    verb, rest = arguments[0], arguments[1:]
    if verb not in ("demo", "test", "install") or (verb == "demo" and rest):
        say(USAGE)
        return 2
    try:
        return _carry_out(verb, rest)
    except Stop as reason:
        say(f"\n{reason}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. Run the same command again to go on.")
        return 130


def _carry_out(verb: str, rest: "list[str]") -> int:
    if sys.version_info < OLDEST:
        return _with_newer_python([verb, *rest])
    if verb == "install":
        install(",".join(rest))
        say(f"Installed. For instance: {_shown(PYTHON)} -m argmap --help")
        return 0
    if verb == "test":
        install("test")
        # a process for every core, and more than eight gain nothing; a later -n among the options wins
        return _run([str(PYTHON), "-m", "pytest", "-n", "auto", "--maxprocesses", "8", *rest])
    install(USES)
    return demo()


def _with_newer_python(arguments: "list[str]") -> int:
    """Hand over to a newer Python on the search path, or say that there is none."""
    for name in NEWER:
        found = shutil.which(name)
        if found and _works(Path(found)):  # pyenv and the like put names there that do not start
            return _run([found, str(HERE / "run.py"), *arguments])
    have = ".".join(map(str, sys.version_info[:3]))
    raise Stop(
        f"argmap needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {have}. "
        "Install a newer one (python.org, or your system's packages), then run the same command with it."
    )


def demo() -> int:
    """Rebuild ``exports/`` and say where to look."""
    say("Drawing the maps and the comparison ...")
    status = _run([str(PYTHON), "-m", "argmap", "build", "annotations", "-o", "exports"])
    if status:
        raise Stop("The figures could not be drawn; the lines above say why.")
    index = HERE / "exports" / "index.html"
    say(f"\nDone. Open this page in a browser; it leads to every figure and table:\n  {index.as_uri()}")
    say(f"The files themselves lie in {HERE / 'exports'}")
    say(f"To go on: {_shown(PYTHON)} -m argmap --help, and docs/tutorial.md")
    return status


def install(extra: str) -> None:
    """Make ``.venv`` if need be and install this project with an extra ("" for none) into it.

    Nothing is done, and no network is needed, where the same was installed before.

    Raises:
        Stop: there is no way to install, or the installation failed.
    """
    _make_environment()
    wanted = _state()
    done = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.is_file() else []
    if done[:1] == [wanted] and extra in done[1:]:
        return
    target = f"{HERE}[{extra}]" if extra else str(HERE)
    installers = _installers()
    say("Installing argmap and what it needs into .venv (once; about a minute on a good line) ...")
    failed = ""
    for versions in (["-c", str(HERE / "constraints.txt")], []):
        failed = _first_success([[*installer, *versions, "-e", target] for installer in installers])
        if UNAVAILABLE not in failed:
            break
    if failed:
        raise Stop(failed)
    extras = {"", extra, *(done[1:] if done[:1] == [wanted] else [])}
    STAMP.write_text("\n".join([wanted, *sorted(extras)]) + "\n", encoding="utf-8")
    LOG.unlink(missing_ok=True)


def _first_success(commands: "list[list[str]]") -> str:
    """Run commands until one succeeds; returns "" or why the last one failed."""
    failed = ""
    for command in commands:
        failed = _logged(command)
        if not failed:
            return ""
    return _explain(failed)


def _state() -> str:
    """What decides whether an earlier installation still serves: the declared packages, the folder, the Python."""
    declared = b"".join((HERE / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    return hashlib.sha256(declared + str(HERE).encode() + sys.version.encode()).hexdigest()


def _make_environment() -> None:
    if _works(PYTHON):
        return
    if VENV.exists():
        if not (VENV / "pyvenv.cfg").is_file() and any(VENV.iterdir()):
            raise Stop(f"{VENV} exists but is no Python environment. Move it away, then run the same command again.")
        shutil.rmtree(VENV)
    say("Making the environment .venv ...")
    options = [[], ["--without-pip"]] if importlib.util.find_spec("ensurepip") else [["--without-pip"]]
    failed = ""
    for option in options:  # some systems ship ensurepip without the files it needs
        failed = _logged([sys.executable, "-m", "venv", "--clear", *option, str(VENV)])
        if not failed and _works(PYTHON):
            return
    raise Stop(_explain(failed or "The new environment does not start."))


def _works(python: Path) -> bool:
    """Whether an environment's Python starts and is new enough."""
    if not python.is_file():
        return False
    probe = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    return _quietly([str(python), "-c", probe])


def _installers() -> "list[list[str]]":
    """Commands that install into ``.venv``, the best first: uv, its own pip, this Python's pip.

    Raises:
        Stop: there is none.
    """
    found = []
    if not _has(PYTHON, "pip") and _has(PYTHON, "ensurepip"):
        _logged([str(PYTHON), "-m", "ensurepip", "--default-pip"])
    uv = shutil.which("uv")
    if uv:
        found.append([uv, "pip", "install", "--python", str(PYTHON)])
    quick = ["install", "--prefer-binary", "--no-input", "--disable-pip-version-check"]
    if _has(PYTHON, "pip"):
        found.append([str(PYTHON), "-m", "pip", *quick])
    elif _has(Path(sys.executable), "pip"):
        found.append([sys.executable, "-m", "pip", "--python", str(PYTHON), *quick])
    if not found:
        raise Stop(NO_PIP)
    return found


def _has(python: Path, module: str) -> bool:
    """Whether a Python finds a module."""
    probe = f"import importlib.util as u, sys; sys.exit(u.find_spec({module!r}) is None)"
    return _quietly([str(python), "-c", probe])


def _quietly(command: "list[str]") -> bool:
    """Whether a command starts and ends well; what it prints is dropped."""
    nothing = subprocess.DEVNULL
    try:
        return subprocess.run(command, env=_environment(), stdout=nothing, stderr=nothing, check=False).returncode == 0
    except OSError:
        return False


def _explain(output: str) -> str:
    """The likely cause in plain words, the last lines of the log, and where the whole of it lies."""
    words = next((text for marks, text in CAUSES if any(mark in output for mark in marks)), "")
    lines = [line for line in output.splitlines() if line.strip()]
    last = "\n".join("  " + line[:200] for line in lines[-5:])
    return f"{words or 'The installation failed.'}\n\nThe installer's last lines (all: {_shown(LOG)}):\n{last}"


def _logged(command: "list[str]") -> str:
    """Run a command with its output in the log; returns "" on success, else the output."""
    try:
        done = subprocess.run(
            command,
            env=_environment(),
            cwd=HERE,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except OSError as error:
        return f"{command[0]}: {error}"
    output = done.stdout.decode("utf-8", "replace")
    try:
        LOG.write_text(output, encoding="utf-8")
    except OSError as error:
        output += f"\n{error}"
    return "" if done.returncode == 0 else output or f"{command[0]} failed with status {done.returncode}"


def _run(command: "list[str]") -> int:
    """Run a command in the project's folder with its output shown; returns its status."""
    return subprocess.run(command, env=_environment(), cwd=HERE, check=False).returncode


def _environment() -> "dict[str, str]":
    """This process's environment less what would lead an installation out of ``.venv`` or slow all down.

    The tests start hundreds of programs; where nothing compiled may be kept, each compiles argmap anew.
    """
    drop = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    drop += ("PYTHONDONTWRITEBYTECODE",)
    return {name: value for name, value in os.environ.items() if name not in drop}


def _shown(path: Path) -> str:
    """A path as a person in the project's folder would type it."""
    return str(path.relative_to(HERE))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
