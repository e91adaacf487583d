"""A JupyterHub for one course: instructors share a formgrader, students fetch and submit.

People and paths are in class.toml. What is here holds with any spawner and authenticator; those are
chosen in jupyterhub_config.py. README.md is the guide.
"""

import os
import tomllib
from pathlib import Path

from nbjudge.errors import NbjudgeError

c = get_config()  # noqa: F821 (given by traitlets)

HERE = Path(__file__).resolve().parent


def read_class(path):
    """The settings in class.toml; raises `NbjudgeError` that names what is wrong with them."""
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NbjudgeError(f"{path} cannot be read: {error}.") from None
    texts = ("course", "account", "course_folder", "exchange", "data")
    lists = ("instructors", "students")
    for key in texts:
        if not isinstance(settings.get(key), str):
            raise NbjudgeError(f"{path}: {key} must be a text in quotes.")
    for key in lists:
        names = settings.get(key)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise NbjudgeError(f'{path}: {key} must be a list of names, ["ada", "grace"].')
    if not isinstance(settings.get("marks_on_arrival", False), bool):
        raise NbjudgeError(f"{path}: marks_on_arrival must be true or false.")
    if unknown := settings.keys() - {*texts, *lists, "marks_on_arrival"}:
        raise NbjudgeError(f"{path}: {', '.join(sorted(unknown))}: there is no such setting.")
    if settings["account"] in settings["instructors"] + settings["students"]:
        raise NbjudgeError(
            f"{path}: nobody signs in as the account {settings['account']}; "
            "take another name for it, or for that instructor or student."
        )
    if both := set(settings["instructors"]) & set(settings["students"]):
        raise NbjudgeError(f"{path}: {', '.join(sorted(both))}: instructor or student?")
    return settings


group = read_class(Path(os.environ.get("NBJUDGE_CLASS", HERE / "class.toml")))
ACCOUNT = group["account"]

# --- who may do what ------------------------------------------------------------------------------

# Only those in class.toml; whoever is taken out of it is out when the hub is started again.
c.Authenticator.allowed_users = {*group["instructors"], *group["students"]}
c.Authenticator.allow_existing_users = False
c.JupyterHub.load_roles = [
    {
        "name": "instructor",
        "users": group["instructors"],
        # They open, start and stop the server of the course's account: its formgrader and files.
        "scopes": [
            f"{scope}!user={ACCOUNT}" for scope in ("access:servers", "servers", "list:users")
        ],
    }
]
if group.get("marks_on_arrival"):
    everyone = [*group["instructors"], *group["students"]]
    scopes = ["access:services!service=marks"]
    c.JupyterHub.load_roles.append({"name": "class", "users": everyone, "scopes": scopes})
c.JupyterHub.load_groups = {"course-account": {"users": [ACCOUNT]}}

# Instructors arrive at the home page, which has a button for the course; students, in JupyterLab.
c.JupyterHub.template_paths = [str(HERE / "templates")]
c.JupyterHub.template_vars = {key: group[key] for key in ("course", "account", "instructors")}


def arrive(handler):
    """Where someone goes after signing in; "" is one's own server."""
    user = handler.current_user
    return f"{handler.hub.base_url}home" if user and user.name in group["instructors"] else ""


c.JupyterHub.default_url = arrive

# --- what a server is like, with any spawner ------------------------------------------------------

c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # a whole class may begin at once
c.Spawner.environment = {
    "NBJUDGE_COURSE": group["course"],
    "NBJUDGE_EXCHANGE": group["exchange"],
    # Without the formgrader, for those who have no course.
    "JUPYTER_CONFIG_PATH": os.pathsep.join([str(HERE / "student"), str(HERE / "everyone")]),
}
if group["data"]:
    c.Spawner.environment["NBJUDGE_DATA"] = group["data"]
c.Spawner.group_overrides = {
    "course-account": {
        "groups": ["course-account"],
        "spawner_override": {
            "notebook_dir": group["course_folder"],
            "default_url": "/lab?formgrader=true",
            "environment": {
                "NBJUDGE_COURSE_FOLDER": group["course_folder"],
                # Stop at a faulty nbgrader_config.py: nbgrader's defaults have no sandbox.
                "TRAITLETS_APPLICATION_RAISE_CONFIG_FILE_ERROR": "1",
                # JupyterHub forbids frames, and JupyterLab shows the formgrader in one.
                "JUPYTER_CONFIG_PATH": os.pathsep.join(
                    [str(HERE / "course"), str(HERE / "everyone")]
                ),
            },
        },
    }
}
