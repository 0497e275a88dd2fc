"""`make up`: the whole system in one terminal.

Embedded servers (or those of DATABASE_URL and REDIS_URL), preparation, web, worker, beat and the
reference check centre, until Ctrl-C.
"""

import os
import sys

from config.launcher import environment, places
from config.launcher.check import REQUIRED, healthz
from config.launcher.cluster import DATABASE, Cluster
from config.launcher.environment import python
from config.launcher.keys import fresh_centre_key
from config.launcher.processes import Trouble, is_free, say
from config.launcher.serve import check_centre, commands
from config.launcher.supervisor import Child, Stop, Supervisor

BIND = os.environ.get("BIND") or "127.0.0.1"
LOOPBACK = "127.0.0.1"
POPULATION = "check-centre.json"  # written with the demonstration data


def chosen_port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Trouble(f"PORT 应是 1 到 65535 的数字，现在是“{given}”。")
    if not is_free(int(given), BIND):
        raise Trouble(f"端口 {given} 已被占用；请换一个，例如：make up PORT={int(given) + 1}")
    return int(given)


def addresses(cluster: Cluster, keys: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What the site's processes get, and what only the preparation gets."""
    given_database, given_redis = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    if given_database:
        site, prepare = {"VAR_DIR": os.environ.get("VAR_DIR", str(cluster.var))}, {}
        for name in ("OWNER_DATABASE_URL", "ADMIN_DATABASE_URL"):
            if name in os.environ:
                prepare[name] = os.environ[name]
        if not given_redis:
            site["REDIS_URL"] = cluster.redis_url
    else:
        site = environment.embedded(cluster, DATABASE, keys)
        prepare = environment.for_prepare(cluster, DATABASE)
        if given_redis:
            site["REDIS_URL"] = given_redis
    if not os.environ.get("PRODUCTION"):
        site.setdefault("DEMO", os.environ.get("DEMO", "1"))
    return site, prepare


def reference_centre(cluster: Cluster, port: int) -> tuple[dict[str, str], Child] | None:
    """The reference check centre on the next free port of this machine, and how the site reaches it.

    None in production and where CHECK_CENTRE_URL names another centre.
    """
    if os.environ.get("PRODUCTION") or os.environ.get("CHECK_CENTRE_URL"):
        return None
    own = next(one for one in range(port + 1, port + 50) if is_free(one, LOOPBACK))
    secrets = places.keep_secrets(
        cluster.var / "check-centre-secrets", {"CHECK_CENTRE_KEY": fresh_centre_key()}
    )
    env = environment.inherited() | {
        "CHECK_CENTRE_KEY": secrets["CHECK_CENTRE_KEY"],
        "CHECK_CENTRE_POPULATION": str(cluster.var / POPULATION),
        "CHECK_CENTRE_CONTROL": "1",
    }
    log = cluster.log_folder / "check_centre.log"
    child = Child(name="check_centre", command=python(*check_centre(LOOPBACK, own)), env=env, log=log)
    site = {"CHECK_CENTRE_URL": f"http://{LOOPBACK}:{own}", "CHECK_CENTRE_KEY": secrets["CHECK_CENTRE_KEY"]}
    return site | {"CHECK_CENTRE_PAUSES": "10,30,60,300"}, child


def site_children(env: dict[str, str], cluster: Cluster) -> list[Child]:
    return [
        Child(name=name, command=python(*command), env=env, log=cluster.log_folder / f"{name}.log")
        for name, command in commands().items()
    ]


def is_healthy(port: int) -> bool:
    found = healthz(BIND, port)
    return bool(found and all(found[name] for name in REQUIRED))


def bring_up(supervisor: Supervisor, cluster: Cluster, port: int) -> None:
    needs_postgres, needs_redis = not os.environ.get("DATABASE_URL"), not os.environ.get("REDIS_URL")
    keys = environment.chosen_keys(has_data=cluster.data.exists())
    if needs_postgres or needs_redis:
        cluster.prepare()
    site, prepare = addresses(cluster, keys)
    if needs_postgres:
        supervisor.start(cluster.postgres_child())
    if needs_redis:
        supervisor.start(cluster.redis_child())
    if needs_postgres:
        log = cluster.log_folder / "postgres.log"
        supervisor.wait_until(
            cluster.postgres_answers,
            seconds=90,
            otherwise=f"数据库没有启动成功，请看 {log}（多为磁盘已满）。",
        )
    env = environment.inherited() | site
    os.environ["VAR_DIR"] = site["VAR_DIR"]
    say("正在准备数据（首次约半分钟）……")
    supervisor.run_once(
        "准备数据",
        python("config.launcher.prepare"),
        env=env | prepare,
        log=cluster.log_folder / "prepare.log",
    )
    if centre := reference_centre(cluster, port):  # after the data, which it reads; they are made without it
        env |= centre[0]
        supervisor.start(centre[1])
    for child in site_children(env, cluster):
        supervisor.start(child)
    supervisor.wait_until(
        lambda: is_healthy(port),
        seconds=120,
        otherwise=f"系统没有在两分钟内就绪，请看 {cluster.log_folder} 中 web、worker、beat 的日志。",
    )
    say(f"\n救助办理已就绪：http://localhost:{port}/   （按 Ctrl-C 停止）\n")
    if site.get("DEMO") == "1":
        show_accounts(supervisor, env, cluster)


def show_accounts(supervisor: Supervisor, env: dict[str, str], cluster: Cluster) -> None:
    """The demonstration's accounts, as its own command lists them."""
    listing = cluster.log_folder / "demo-accounts.txt"
    listing.unlink(missing_ok=True)
    command = [sys.executable, "manage.py", "demo_accounts"]
    try:
        supervisor.run_once("列出演示账号", command, env=env, log=listing)
    except Trouble:
        return
    say(listing.read_text())


def main() -> int:
    supervisor = None
    try:
        port = chosen_port()
        cluster = Cluster("up")
        if not cluster.lock():
            raise Trouble("本目录的系统已在运行（另一个 make up）；请先停止它，或直接使用。")
        supervisor = Supervisor()
        bring_up(supervisor, cluster, port)
        supervisor.run()
    except Stop:
        say("正在停止……")
    except Trouble as trouble:
        say(f"无法继续：{trouble}")
        return 1
    finally:
        if supervisor:
            supervisor.stop()
    say("已停止。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
