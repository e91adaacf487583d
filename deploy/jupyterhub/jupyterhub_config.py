"""The hub on one machine, whose users it serves: jupyterhub -f jupyterhub_config.py.

For containers write another such file: load classroom.py, choose spawner and authenticator.
"""

import os
import stat
import sys
from pathlib import Path

from nbjudge.errors import NbjudgeError

c = get_config()  # noqa: F821 (given by traitlets)
load_subconfig(str(Path(__file__).resolve().parent / "classroom.py"))  # noqa: F821

# The programs of this environment, wherever the hub was started.
programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
os.environ["PATH"] = programs  # for the proxy


def home(spawner):
    """The home folder of a user of this machine."""
    return Path("~" + spawner.user.name).expanduser()


def prepare(spawner):
    """Close the folders of a server to other users: many systems make them readable for all."""
    folders = [home(spawner)]
    if course := spawner.environment.get("NBJUDGE_COURSE_FOLDER"):
        if not Path(course, "source").is_dir():
            error = NbjudgeError(
                f"{course} is not a course: it has no source folder. See class.toml."
            )
            error.jupyterhub_message = str(error)
            raise error
        folders.append(Path(course))
    for folder in folders:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & 0o077:
            folder.chmod(mode & 0o700)
            spawner.log.warning("%s could be read by other users; now it is private.", folder)


# All can hand in, and nobody can remove what is another's.
exchange = Path(c.Spawner.environment["NBJUDGE_EXCHANGE"])
exchange.mkdir(parents=True, exist_ok=True)
exchange.chmod(0o1777)

# Grades what arrives, and shows it on a page of its own; it runs as the course's account.
(course,) = c.Spawner.group_overrides.values()
marks = {
    "name": "marks",
    "url": f"http://127.0.0.1:{os.environ.get('NBJUDGE_MARKS_PORT', '8011')}",
    "command": [
        *(sys.executable, "-m", "nbjudge", "serve", "--hub"),
        f"--Serving.instructors={c.JupyterHub.load_roles[0]['users']!r}",  # a list, to traitlets
    ],
    "cwd": course["spawner_override"]["notebook_dir"],
    "environment": {
        **c.Spawner.environment,
        **course["spawner_override"]["environment"],
        "JUPYTER_CONFIG_PATH": str(Path(__file__).resolve().parent / "everyone"),
        "PATH": programs,
    },
    "oauth_no_confirm": True,  # it is the course's own
    "display": True,
}

if password := os.environ.get("NBJUDGE_TRY"):
    # To look around on your own machine. Everyone who knows the password can be anyone, and all
    # servers run as you, so that nothing is hidden from anybody: never for a class.
    c.JupyterHub.bind_url = "http://127.0.0.1:8000"
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = password
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = str(Path("homes").resolve() / "{username}")
    c.Spawner.environment["NBJUDGE_ANY_OWNER"] = "1"
    c.Spawner.environment["PATH"] = programs
    marks["environment"]["NBJUDGE_ANY_OWNER"] = "1"
else:
    # Users of this machine, with their system passwords; each server runs as its user.
    c.JupyterHub.authenticator_class = "pam"
    c.JupyterHub.spawner_class = "localprocess"
    c.Spawner.environment["PATH"] = programs
    c.Spawner.pre_spawn_hook = prepare
    # Whoever has an account here could listen to a kernel on a TCP port. Files in a private home
    # take its place; their paths must be short (107 bytes).
    (marks["user"],) = c.JupyterHub.load_groups["course-account"]["users"]
    c.Spawner.args = ["--KernelManager.transport=ipc"]
    c.Spawner.environment["JUPYTER_RUNTIME_DIR"] = lambda spawner: str(home(spawner) / ".run")

# Where class.toml asks for marks on arrival, classroom.py lets the class open their page.
if any(role["name"] == "class" for role in c.JupyterHub.load_roles):
    c.JupyterHub.services = [marks]
