"""Imports and foreign keys go down only (README, "Floors")."""

import subprocess
import sys

from django.apps import apps

from .sources import ROOT, floors


def test_imports_go_down_only():
    run = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run([*run, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def upward_keys(models, heights: dict[str, int]) -> list[str]:
    """Foreign keys that point to a higher floor or to a neighbour on the same one."""
    found = []
    for model in models:
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and field.related_model
            if not target or field.auto_created or target._meta.app_label not in heights:
                continue
            here, there = model._meta.app_label, target._meta.app_label
            if here != there and heights[there] >= heights[here]:
                found.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    return found


def test_foreign_keys_go_down_only():
    ours = [model for model in apps.get_models() if model._meta.app_label in floors()]
    assert upward_keys(ours, floors()) == []


def test_the_check_of_foreign_keys_sees_one_that_goes_up():
    upside_down = {name: -height for name, height in floors().items()}
    ours = [model for model in apps.get_models() if model._meta.app_label in floors()]
    assert upward_keys(ours, upside_down)


def test_every_app_has_a_floor():
    missing = [
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("apps.") and config.label not in floors()
    ]
    assert missing == []
