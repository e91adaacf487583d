"""What the hub adds to classroom.py on Kubernetes: user ids, the course's volume, its limits.

values.yaml loads it. Every name of the class has a user id of its own, the same in all servers,
and the course's server knows them: so nbgrader still compares the name on a submission with the
owner of its files.
"""

import zlib
from pathlib import Path

from nbjudge.errors import NbjudgeError

c = get_config()  # noqa: F821 (given by traitlets)
HERE = Path(__file__).resolve().parent
load_subconfig(str(HERE.parent / "jupyterhub" / "classroom.py"))  # noqa: F821

(_account,) = c.JupyterHub.load_groups["course-account"]["users"]
_FIRST, _NUMBER = 1_000_000, 1_000_000_000


def user_ids(names):
    """{name: user id}, of the name alone, so that a longer class changes nobody's."""
    found = {name: _FIRST + zlib.crc32(name.encode()) % _NUMBER for name in names}
    if len(set(found.values())) < len(found):
        double = [name for name, user in found.items() if list(found.values()).count(user) > 1]
        raise NbjudgeError(f"These would share a user id; change one of them: {double}.")
    return found


_ids = user_ids({*c.Authenticator.allowed_users, _account})
_passwd = "\n".join(
    f"{name}:x:{user}:100::/home/jovyan:/bin/bash" for name, user in sorted(_ids.items())
)
c.KubeSpawner.uid = lambda spawner: _ids[spawner.user.name]
c.KubeSpawner.gid = 100


def plus(now, name, entry):
    """A list or dict of kubespawner's with one entry more."""
    if isinstance(now, dict):
        return {**now, name: entry}
    return [*(each for each in now if each != entry), entry]


_volume = {"name": "course", "persistentVolumeClaim": {"claimName": "course"}}
_mount = {"name": "course", "mountPath": "/srv/nbjudge/course"}
_override = c.Spawner.group_overrides["course-account"]["spawner_override"]
_override["environment"]["NBJUDGE_PASSWD"] = _passwd
_override.update(
    volumes=lambda spawner: plus(spawner.volumes, "course", _volume),
    volume_mounts=lambda spawner: plus(spawner.volume_mounts, "course", _mount),
    # It grades; students' servers have the limits of values.yaml.
    mem_limit="8G",
    cpu_limit=4,
    # For the sandbox; needs a cluster that allows it for this one pod. Where it does not, grade
    # with grade-job.yaml.
    container_security_context={
        "seccompProfile": {"type": "Unconfined"},
        "procMount": "Unmasked",
        "allowPrivilegeEscalation": False,
    },
    extra_pod_config={"hostUsers": False},
)
