"""class.toml of the JupyterHub: what it gives, and what is said where it is wrong."""

import pytest
from conftest import ROOT
from traitlets.config import PyFileConfigLoader

from nbjudge.errors import NbjudgeError

DEPLOY = ROOT / "deploy" / "jupyterhub"
GOOD = (DEPLOY / "class.toml").read_text(encoding="utf-8")


@pytest.fixture
def load(tmp_path, monkeypatch):
    """The hub's configuration with such a class.toml."""

    def load(text):
        path = tmp_path / "class.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("NBJUDGE_CLASS", str(path))
        return PyFileConfigLoader(str(DEPLOY / "classroom.py")).load_config()

    return load


def test_may_only_people_of_the_class_sign_in(load):
    config = load(GOOD)
    assert config.Authenticator.allowed_users == {"ada", "grace", "alan"}
    assert config.Authenticator.allow_existing_users is False
    role, whole = config.JupyterHub.load_roles
    assert whole["users"] == ["ada", "grace", "alan"]
    assert whole["scopes"] == ["access:services!service=marks"]
    assert role["users"] == ["ada"]
    assert all(scope.endswith("!user=grader") for scope in role["scopes"])


def test_has_the_course_account_alone_the_course_folder(load):
    config = load(GOOD)
    assert "/srv/nbjudge/course" not in str(config.Spawner.environment)
    (override,) = config.Spawner.group_overrides.values()
    assert override["spawner_override"]["notebook_dir"] == "/srv/nbjudge/course"
    assert config.JupyterHub.load_groups[override["groups"][0]] == {"users": ["grader"]}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('course = "nbjudge"', "course = nbjudge", "cannot be read"),
        ('course = "nbjudge"', "", "course must be a text in quotes"),
        ('students = ["grace", "alan"]', 'students = "grace"', "students must be a list of names"),
        ('students = ["grace", "alan"]', "students = [1]", "students must be a list of names"),
        ('"grace", "alan"', '"grace", "ada"', "ada: instructor or student?"),
        ('"grace", "alan"', '"grace", "grader"', "nobody signs in as the account grader"),
        ("exchange =", "exchanges =", "exchange must be a text"),
        ("arrival = true", "arrival = 1", "marks_on_arrival must be true or false"),
        ('data = ""', 'data = ""\ntutors = []', "tutors: there is no such setting"),
    ],
)
def test_is_a_wrong_setting_named(load, old, new, message):
    assert old in GOOD
    with pytest.raises(NbjudgeError, match=message) as error:
        load(GOOD.replace(old, new))
    assert "class.toml" in str(error.value)
