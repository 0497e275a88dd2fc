"""`make lint`: every static check, each to its end, so that one run shows everything."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
CHECKS = {
    "ruff": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "import-linter": ["lint-imports"],
    "mypy": ["mypy", "apps/rules"],  # the law is typed throughout; Django's floors are not checked
    "bandit": ["bandit", "--quiet", "--severity-level", "medium", "-r", "apps", "config", "manage.py"],
}


def longest_files(count: int = 3) -> list[str]:
    paths = [
        path
        for folder in ("apps", "config")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    ]
    sizes = sorted(
        ((len(path.read_text().splitlines()), path.relative_to(ROOT)) for path in paths), reverse=True
    )
    return [f"{path} {lines}" for lines, path in sizes[:count]]


def main() -> int:
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        print(f"== {name}", flush=True)
        # The programs of .venv carry the path they were made at; calling them through Python survives a move.
        if subprocess.run(
            [sys.executable, PROGRAMS / program, *arguments]
            if is_script(program)
            else [PROGRAMS / program, *arguments],
            cwd=ROOT,
            check=False,
        ).returncode:
            failed.append(name)
    print("最长的文件：", "；".join(longest_files()))
    print("未通过：" + "、".join(failed) if failed else "静态检查全部通过。")
    return 1 if failed else 0


def is_script(program: str) -> bool:
    return (PROGRAMS / program).read_bytes()[:2] == b"#!"


if __name__ == "__main__":
    sys.exit(main())
