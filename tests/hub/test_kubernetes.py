"""The values for Kubernetes and what they load: people, limits, volumes and user ids."""

from types import SimpleNamespace

import pytest
import yaml
from conftest import ROOT
from traitlets.config import PyFileConfigLoader

from nbjudge.errors import NbjudgeError

DEPLOY = ROOT / "deploy" / "kubernetes"
VALUES = yaml.safe_load((DEPLOY / "values.yaml").read_text(encoding="utf-8"))
CLASS = VALUES["hub"]["extraFiles"]["class"]


@pytest.fixture
def config(tmp_path, monkeypatch):
    path = tmp_path / "class.toml"
    path.write_text(CLASS["stringData"], encoding="utf-8")
    monkeypatch.setenv("NBJUDGE_CLASS", str(path))
    return PyFileConfigLoader(str(DEPLOY / "kubernetes_config.py")).load_config()


def server(name):
    return SimpleNamespace(user=SimpleNamespace(name=name), volumes=[{"name": "home"}])


def test_the_hub_finds_the_class_where_the_values_put_it():
    assert VALUES["hub"]["extraEnv"]["NBJUDGE_CLASS"] == CLASS["mountPath"]
    (line,) = VALUES["hub"]["extraConfig"].values()
    assert "/opt/nbjudge/deploy/kubernetes/kubernetes_config.py" in line


def test_students_have_limits_of_memory_and_cpu():
    assert VALUES["singleuser"]["memory"] == {"guarantee": "1G", "limit": "3G"}
    assert VALUES["singleuser"]["cpu"] == {"guarantee": 0.1, "limit": 2}


def test_everyone_has_a_user_id_that_a_longer_class_does_not_change(config, tmp_path, monkeypatch):
    ids = {name: config.KubeSpawner.uid(server(name)) for name in ("ada", "grace", "grader")}
    assert len(set(ids.values())) == 3 and min(ids.values()) >= 1_000_000
    assert max(ids.values()) < 2**31
    path = tmp_path / "class.toml"
    path.write_text(CLASS["stringData"].replace('"alan"', '"alan", "aaron"'), encoding="utf-8")
    longer = PyFileConfigLoader(str(DEPLOY / "kubernetes_config.py")).load_config()
    assert {name: longer.KubeSpawner.uid(server(name)) for name in ids} == ids


def test_two_names_with_one_user_id_are_refused(config, tmp_path, monkeypatch):
    monkeypatch.setattr("zlib.crc32", lambda name: 7)
    with pytest.raises(NbjudgeError, match="share a user id"):
        PyFileConfigLoader(str(DEPLOY / "kubernetes_config.py")).load_config()


def test_the_owner_of_a_submission_is_still_checked(config):
    assert "NBJUDGE_ANY_OWNER" not in config.Spawner.environment
    (override,) = config.Spawner.group_overrides.values()
    lines = override["spawner_override"]["environment"]["NBJUDGE_PASSWD"].splitlines()
    known = {line.split(":")[0]: int(line.split(":")[2]) for line in lines}
    assert known == {name: config.KubeSpawner.uid(server(name)) for name in known}
    assert set(known) == {"ada", "grace", "alan", "grader"}


def test_the_course_account_alone_has_the_course(config):
    (override,) = config.Spawner.group_overrides.values()
    volumes = override["spawner_override"]["volumes"](server("grader"))
    assert [volume["name"] for volume in volumes] == ["home", "course"]
    assert "course" not in str(VALUES["singleuser"]["storage"])


def test_the_job_has_the_rights_that_the_sandbox_needs_and_no_more():
    job, policy = yaml.safe_load_all((DEPLOY / "grade-job.yaml").read_text(encoding="utf-8"))
    (container,) = job["spec"]["template"]["spec"]["containers"]
    rights = container["securityContext"]
    assert rights["capabilities"]["drop"] == ["ALL"] and rights["runAsUser"] == 0
    assert {"CHOWN", "DAC_OVERRIDE", "KILL", "SETGID", "SETUID"} <= set(
        rights["capabilities"]["add"]
    )
    assert "SYS_ADMIN" not in rights["capabilities"]["add"]
    assert set(container["resources"]["limits"]) == {"cpu", "memory"}
    assert policy["spec"] == {
        "podSelector": {"matchLabels": job["spec"]["template"]["metadata"]["labels"]},
        "policyTypes": ["Ingress", "Egress"],
    }
