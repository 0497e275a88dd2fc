"""Make the environment and hand over to it; run by the system's own Python with nothing but the standard library.

    python3 config/launcher/bootstrap.py up | test | run <module> [arguments]

The syntax stays readable for old Pythons, so that they can say that they are too old.
"""

import ctypes
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
VAR = os.path.join(ROOT, "var")
LOG = os.path.join(VAR, "bootstrap.log")
SUPPORTED = ((3, 11), (3, 12))

# What Debian calls the things that a wheel cannot bring, and how to see that they are there.
PAPERS = ["libpango-1.0-0", "libpangoft2-1.0-0", "fonts-noto-cjk"]
BROWSER = ["chromium"]
PICTURES = ["poppler-utils"]


def say(text):
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def give_up(text):
    say("无法继续：" + text)
    sys.exit(1)


def find_python():
    """Run on under a supported Python, whichever of the machine's Pythons was called."""
    if sys.version_info[:2] in SUPPORTED:
        return
    for major, minor in reversed(SUPPORTED):
        other = shutil.which("python%d.%d" % (major, minor))
        if other:
            os.execv(other, [other, os.path.abspath(__file__)] + sys.argv[1:])
    give_up(
        "需要 Python 3.11 或 3.12，现在是 %d.%d（%s）；请安装后重试，或用 make PYTHON=/路径/python3.11 指定。"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )


def missing_packages(wanted):
    """The Debian packages among `wanted` whose contents cannot be seen on this machine."""
    missing = []
    for package in wanted:
        if package.startswith("libpango"):
            library = package.replace("1.0-0", "1.0.so.0")
            try:
                ctypes.CDLL(library)
            except OSError:
                missing.append(package)
        elif package == "fonts-noto-cjk":
            if not has_chinese_font():
                missing.append(package)
        elif package == "chromium":
            if not find_chromium():
                missing.append(package)
        elif package == "poppler-utils":
            if not shutil.which("pdftoppm"):
                missing.append(package)
        elif package.endswith("-venv"):
            try:
                __import__("ensurepip")
                __import__("venv")
            except ImportError:
                missing.append(package)
    return missing


def find_chromium():
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        path = shutil.which(name)
        if path:
            return path
    return None


def has_chinese_font():
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":lang=zh", "family"], stdout=subprocess.PIPE, check=False)
        if listed.stdout.strip():
            return True
    for folder in ("/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.fonts")):
        for _, _, files in os.walk(folder):
            if any(("CJK" in name or "SourceHan" in name or "wqy" in name) for name in files):
                return True
    return False


def install_packages(wanted, consequence):
    """Install what is missing where we may (root on Debian); elsewhere say its name and what does not work without it."""
    missing = missing_packages(wanted)
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("正在安装系统软件包：%s ……" % names)
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        install = ["apt-get", "install", "-y", "--no-install-recommends"] + missing
        logged(["apt-get", "update"], environment)
        if logged(install, environment) == 0 and not missing_packages(missing):
            return
        say("系统软件包 %s 未能安装（详见 %s）；%s" % (names, LOG, consequence))
    else:
        say("缺少系统软件包 %s；%s可请管理员执行：apt-get install %s" % (names, consequence, names))


def logged(command, environment=None):
    with open(LOG, "ab") as log:
        log.write(("\n$ " + " ".join(command) + "\n").encode())
        log.flush()
        return subprocess.call(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=ROOT
        )


def fingerprint(lock):
    with open(lock, "rb") as handle:
        return "%s %d.%d" % ((hashlib.sha256(handle.read()).hexdigest(),) + sys.version_info[:2])


def make_environment(kind):
    """Bring .venv to the state of requirements/<kind>.lock; a second run with the same lock does nothing.

    The lock of development contains the lock of running, so an environment for `dev` serves `run` too.
    """
    locks = {name: os.path.join(ROOT, "requirements", name + ".lock") for name in ("run", "dev")}
    stamp = os.path.join(VENV, "installed-")
    if not environment_works():
        shutil.rmtree(VENV, ignore_errors=True)
    elif is_current(stamp + kind, locks[kind]):
        return
    elif not is_current(stamp + "run", locks["run"]) and os.path.exists(stamp + "run"):
        shutil.rmtree(VENV)  # another lock than before: begin anew, so that nothing unlocked stays behind
    if not os.path.exists(PYTHON):
        packages = ["python3-venv", "python%d.%d-venv" % sys.version_info[:2]]
        if missing_packages(packages[:1]):
            install_packages(packages[:1], "没有它无法建立运行环境；")
            if missing_packages(packages[:1]):
                give_up("Python 缺少 venv 模块，请安装 %s。" % packages[1])
        say("正在建立运行环境 .venv（首次约一分钟）……")
        if logged([sys.executable, "-m", "venv", VENV]) != 0:
            show_log()
            give_up("建立 .venv 失败，请检查磁盘空间与目录权限：%s" % ROOT)
    else:
        say("正在补齐运行环境 .venv ……")
    pip = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-deps",
        "--no-input",
        "--disable-pip-version-check",
        "-r",
        locks[kind],
    ]
    if logged(pip) != 0:
        show_log()
        give_up("安装依赖失败，多为网络中断；请检查网络后再执行一次同样的命令（日志：%s）。" % LOG)
    for name in {"run", kind}:
        with open(stamp + name, "w") as handle:
            handle.write(fingerprint(locks[name]))


def environment_works():
    try:
        return subprocess.call([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def is_current(stamp, lock):
    try:
        with open(stamp) as handle:
            return handle.read() == fingerprint(lock)
    except OSError:
        return False


def show_log():
    with open(LOG, errors="replace") as handle:
        for line in handle.readlines()[-8:]:
            say("  " + line.rstrip())


def die_with_make():
    """When `make` is killed outright, what it started must go as well (Linux)."""
    if os.environ.get("MAKELEVEL"):
        parent = os.getppid()
        ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            sys.exit(1)


def main(arguments):
    find_python()
    if not sys.platform.startswith("linux"):
        give_up("只支持 Linux（Debian 12 x86-64 为准）。")
    die_with_make()
    os.chdir(ROOT)
    try:
        os.makedirs(VAR, mode=0o755, exist_ok=True)
        gate = open(os.path.join(VAR, "bootstrap.lock"), "a")
    except OSError as problem:
        give_up("不能写入 %s（%s）；请换用有写权限的目录或账号。" % (VAR, problem.strerror))
    target = arguments[0]
    with gate:
        fcntl.flock(gate, fcntl.LOCK_EX)  # `make up` and `make test` may start at the same moment
        make_environment("run" if target == "up" else "dev")
        install_packages(PAPERS, "在此之前除文书（PDF）外一切可用。")
        if target in ("test", "shots"):
            install_packages(BROWSER, "在此之前跳过浏览器测试。")
        if target == "shots":
            install_packages(PICTURES, "在此之前没有文书的图片。")
    commands = {
        "up": ["config.launcher.up"],
        "test": ["pytest", "-n", os.environ.get("WORKERS", "2")],
        "shots": ["tests.shots"],
        "run": [],
    }
    os.execv(PYTHON, [PYTHON, "-m"] + commands[target] + arguments[1:])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        say("已中断。")
        sys.exit(130)
