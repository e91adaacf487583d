"""Whether a configuration has what holds students' code: the steps of `nbjudge.configure`."""

from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute

from nbjudge.errors import ConfigurationError
from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.notebook.harmless import Harmless
from nbjudge.grading.restore.cells import RestoreCells
from nbjudge.grading.restore.files import ReceiveFiles, receive_files

__all__ = ["execute_step", "missing_protection"]


def missing_protection(autograde: Autograde) -> list[str]:
    """What nbgrader's `Autograde` lacks of nbjudge's, in words; empty where all is in its place."""
    missing = []
    hook = autograde.pre_convert_hook
    if not (isinstance(hook, ReceiveFiles) or hook is receive_files):
        missing.append("c.Autograde.pre_convert_hook does not receive submitted files safely")
    sanitize = [step for step in autograde.sanitize_preprocessors if isinstance(step, type)]
    if not any(issubclass(step, RestoreCells) and _is_on(step, autograde) for step in sanitize):
        missing.append("c.Autograde.sanitize_preprocessors has no RestoreCells")
    execute = execute_step(autograde)
    if not issubclass(execute, JudgedExecute):
        missing.append(
            "c.Autograde.autograde_preprocessors runs notebooks with "
            f"{execute.__module__}.{execute.__name__}, with neither sandbox nor judge"
        )
    elif not _is_on(execute, autograde):
        missing.append("c.Execute.enabled is off, so students' own outputs would be marked")
    steps = [step for step in autograde.autograde_preprocessors if isinstance(step, type)]
    if not any(issubclass(step, Harmless) and _is_on(step, autograde) for step in steps):
        missing.append(
            "c.Autograde.autograde_preprocessors has no Harmless, so what students wrote would run "
            "in the browser of whoever opens it"
        )
    return missing


def _is_on(step: type[Execute], autograde: Autograde) -> bool:
    return bool(step(parent=autograde).enabled)


def execute_step(autograde: Autograde) -> type[Execute]:
    """The step of `Autograde` that runs a notebook; raises `ConfigurationError` if not just one."""
    steps = autograde.autograde_preprocessors
    found = [step for step in steps if isinstance(step, type) and issubclass(step, Execute)]
    if len(found) != 1:
        raise ConfigurationError(
            "c.Autograde.autograde_preprocessors must hold one step that runs the notebook, "
            f"and holds {len(found)}. Mend it in nbgrader_config.py."
        )
    return found[0]
