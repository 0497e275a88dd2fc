"""Keep processes alive until we are told to stop; the core of the launcher.

A process that ends is started again after a pause that grows from one second to thirty and shrinks back once it has
run for a minute. INT, TERM and HUP stop everything in the order opposite to the start; a second INT does not hurry it
(a database wants its seconds), but nothing gets more than its `grace`.
"""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.launcher.processes import Trouble, say, signal_group, spawn

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FIRST_PAUSE, LONGEST_PAUSE, CALM = 1.0, 30.0, 60.0


class Stop(Exception):
    """We were told to stop."""


@dataclass
class Child:
    """A process to keep alive; its name is the one that people read."""

    name: str
    command: Sequence[str | Path]
    env: Mapping[str, str]
    log: Path
    user: str | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 6.0
    before: Callable[[], None] | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    due: float = field(default=0.0, init=False)
    pause: float = field(default=FIRST_PAUSE, init=False)

    def start(self) -> None:
        if self.before:
            self.before()
        self.process = spawn(
            self.command, env=self.env, log=self.log, user=self.user, last_wish=self.stop_signal
        )
        self.started = time.monotonic()

    def note_end(self) -> str | None:
        """If the process has ended: sweep up its group, set the time of its return, and say so."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        signal_group(self.process, signal.SIGKILL)
        self.process = None
        now = time.monotonic()
        if now - self.started > CALM:
            self.pause = FIRST_PAUSE
        self.due, pause = now + self.pause, self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        return f"{self.name} 已退出（{code}），{pause:.0f} 秒后重新启动；日志：{self.log}"


class Supervisor:
    """Owns the children; `start`, `wait_until` and `run` raise Stop when a signal asks for it."""

    def __init__(self, report: Callable[[str], None] = say) -> None:
        self.children: list[Child] = []
        self.report = report
        self.expected = tuple(
            number
            for number in STOP_SIGNALS  # `nohup` makes HUP ignored, and means it
            if number != signal.SIGHUP or signal.getsignal(signal.SIGHUP) != signal.SIG_IGN
        )
        for number in self.expected:
            signal.signal(
                number, lambda *_: None
            )  # undo "ignored", which shells set for what runs behind `&`
        signal.pthread_sigmask(signal.SIG_BLOCK, (*self.expected, signal.SIGCHLD))

    def start(self, child: Child) -> None:
        self.children.append(child)
        child.start()

    def tick(self, longest: float = 0.5) -> None:
        """Sleep until something happens, then bring back what is due."""
        received = signal.sigtimedwait((*self.expected, signal.SIGCHLD), longest)
        if received and received.si_signo in self.expected:
            raise Stop
        for child in self.children:
            if news := child.note_end():
                self.report(news)
            if child.process is None and time.monotonic() >= child.due:
                child.start()

    def wait_until(self, condition: Callable[[], bool], *, seconds: float, otherwise: str) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise Trouble(otherwise)
            self.tick(0.1)

    def run_once(
        self, name: str, command: Sequence[str | Path], *, env: Mapping[str, str], log: Path
    ) -> None:
        """Run one step to its end while the children are looked after."""
        step = spawn(command, env=env, log=log)
        try:
            while step.poll() is None:
                self.tick(0.1)
        finally:
            if step.returncode is None:
                signal_group(step, signal.SIGTERM)
                wait_for([step], 3)
            signal_group(step, signal.SIGKILL)
        if step.returncode != 0:
            raise Trouble(f"{name}没有成功，日志末尾：\n{last_lines(log)}\n（全文：{log}）")

    def run(self) -> None:
        while True:
            self.tick()

    def stop(self) -> None:
        """Stop all children, the last started first, none slower than its grace; what is left is killed."""
        for number in self.expected:
            signal.signal(number, signal.SIG_IGN)
        while self.children:
            # Web, worker and beat do not depend on each other: those with the same signal stop together.
            together = [self.children.pop()]
            while self.children and self.children[-1].stop_signal == together[0].stop_signal:
                together.append(self.children.pop())
            processes = [child.process for child in together if child.process]
            for process in processes:
                process.send_signal(together[0].stop_signal)
            wait_for(processes, max(child.grace for child in together))
            for process in processes:
                signal_group(process, signal.SIGKILL)
                process.wait()


def wait_for(processes: Sequence[subprocess.Popen[bytes]], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while any(process.poll() is None for process in processes) and time.monotonic() < deadline:
        time.sleep(0.05)


def last_lines(log: Path, count: int = 6) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join("  " + line for line in lines[-count:])
