"""Secrets are made once, sockets fit, and what a power cut leaves is cleared with care."""

import os
import socket
import stat
import subprocess

import pytest

from config.launcher import places
from config.launcher.processes import Trouble, is_free


def test_secrets_are_written_once_and_for_us_alone(tmp_path):
    path = tmp_path / "secrets"
    first = places.keep_secrets(path, {"A": "1"})
    again = places.keep_secrets(path, {"A": "2"})
    assert first == again == {"A": "1"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["secrets"]


def test_a_secrets_file_that_lost_a_line_is_refused(tmp_path):
    path = tmp_path / "secrets"
    path.write_text("A=1\n")
    with pytest.raises(Trouble, match="缺少 B"):
        places.keep_secrets(path, {"A": "1", "B": "2"})
    assert path.read_text() == "A=1\n"


def test_data_without_their_keys_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "VAR", tmp_path)
    with pytest.raises(Trouble, match="备份"):
        places.site_keys(has_data=True)
    assert set(places.site_keys(has_data=False)) == {"SECRET_KEY", "FIELD_KEYS", "INDEX_KEY"}
    assert places.site_keys(has_data=True) == places.site_keys(has_data=False)


def test_a_socket_folder_with_a_long_path_lies_elsewhere_and_is_private(tmp_path):
    home = tmp_path / ("长" * 30) / "up"
    home.mkdir(parents=True)
    user = places.server_account()
    folder = places.socket_folder(home, user)
    try:
        assert len(os.fsencode(folder)) < places.LONGEST_SOCKET_FOLDER
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert places.socket_folder(home, user) == folder, "the next start finds it again"
    finally:
        folder.rmdir()


def test_a_port_in_use_is_seen():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not is_free(port, "127.0.0.1")
    assert is_free(port, "127.0.0.1")


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    from config.launcher.cluster import Cluster

    monkeypatch.setattr(places, "VAR", tmp_path)
    monkeypatch.setattr(places, "server_account", lambda: None)
    (tmp_path / "up").mkdir()
    made = Cluster("up")
    made.data.mkdir()
    made.run = places.socket_folder(made.home, None)
    yield made
    made.release()


def test_a_pid_file_that_names_another_process_is_cleared(cluster):
    with subprocess.Popen(["/bin/sleep", "60"]) as other:
        (cluster.data / "postmaster.pid").write_text(f"{other.pid}\n{cluster.data}\n")
        (cluster.run / ".s.PGSQL.5432.lock").write_text(f"{other.pid}\n")
        cluster._clear_postgres()
        assert other.poll() is None, "it is none of ours and stays"
        assert not (cluster.data / "postmaster.pid").exists()
        assert not (cluster.run / ".s.PGSQL.5432.lock").exists()
        other.kill()


def test_a_pid_file_of_a_process_that_is_gone_is_left_to_postgres(cluster):
    with subprocess.Popen(["/bin/true"]) as gone:
        gone.wait()
    (cluster.data / "postmaster.pid").write_text(f"{gone.pid}\n{cluster.data}\n")
    cluster._clear_postgres()
    assert (cluster.data / "postmaster.pid").exists(), "only it can see whether a backend is left over"


def test_an_empty_pid_file_is_cleared(cluster):
    (cluster.data / "postmaster.pid").touch()
    cluster._clear_postgres()
    assert not (cluster.data / "postmaster.pid").exists()


def test_only_one_process_at_a_time_owns_a_cluster(cluster):
    from config.launcher.cluster import Cluster

    assert cluster.lock()
    assert not Cluster("up").lock()
    cluster.release()
    assert cluster.lock()
