"""No network but loopback: a test that reaches out fails at once, and says where it wanted to go."""

import ipaddress
import socket

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


class OutsideLoopback(RuntimeError):
    pass


def check(family: int, address) -> None:
    if family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = address[0]
    try:
        inside = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise OutsideLoopback(f"A test wanted to connect to {address!r}.")


def connect(self: socket.socket, address):
    check(self.family, address)
    return _connect(self, address)


def connect_ex(self: socket.socket, address):
    check(self.family, address)
    return _connect_ex(self, address)


def install() -> None:
    socket.socket.connect = connect  # type: ignore[method-assign]
    socket.socket.connect_ex = connect_ex  # type: ignore[method-assign]
