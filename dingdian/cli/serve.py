"""`dingdian serve`: the application for everybody who uses it, its worker beside it."""

import multiprocessing
import os
import signal
import socket
import time
from threading import Thread
from typing import Any

import click

from dingdian.cli import late
from dingdian.cli.speaking import CANNOT, Verb, in_language
from dingdian.lexicon.problem import Unusable
from dingdian.lexicon.text import Lang, Text

TARGET = "dingdian.wsgi:application"
THREADS = 8
"""Requests that one process answers at a time."""
GRACE = 3
"""Seconds that a request under way may still take once the server is told to end."""


@click.command(cls=Verb, name="serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default="8000", help="端口 · Port"
)
@click.option("--host", default="127.0.0.1", help="监听的地址 · The address to listen on")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="应答网页的进程数，默认见设置 · Processes that answer; as the settings say if not given",
)
@in_language
@click.pass_context
def command(ctx: click.Context, port: int, host: str, workers: int | None, lang: Lang) -> None:
    """运行应用：网页和后台工作，按 Ctrl-C 停止。

    Run the application: the pages, and the worker beside them. Ctrl-C ends both.
    """
    installation = late("dingdian.installation").installation()
    installation.refuse_to_listen_on(host)
    late("dingdian.application").start()
    late("dingdian.steps.ready").see_that_it_is_ready()
    address, port = free(host, port)
    late("dingdian.steps.collect_static").collect_static()
    late("django.db").connections.close_all()
    says = Text("定点在 {at} 运行，按 Ctrl-C 停止。", "Dingdian runs at {at} Ctrl-C ends it.")
    said = says.fill(at=f"http://{f'[{host}]' if ':' in host else host}:{port}/")[lang]
    ctx.exit(_serve(address, port, workers or installation.workers, said))


def free(host: str, port: int) -> tuple[str, int]:
    """The address by its number and the port, where nobody listens yet; any port for 0."""
    try:
        ((family, kind, _, _, where), *_) = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(where)
            address, port, *_ = tried.getsockname()
    except OSError as error:
        raise Unusable(
            "port_taken",
            Text(f"不能在这里监听：{error.strerror}。", f"Cannot listen here: {error.strerror}."),
            Text(
                "请停下占用它的程序，或用 --port 另选端口。",
                "Stop what listens there, or choose another by --port.",
            ),
            where=f"{host}:{port}",
        ) from None
    return address, port


def application(target: str) -> Any:
    """What a process of the server loads first: itself tied to the server, then the application."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        late("dingdian.cli.beside").end_with(parent.pid)
    module, _, name = target.partition(":")
    return getattr(late(module), name)


def _serve(address: str, port: int, workers: int, said: str) -> int:
    """Serve until told to end, and the exit code; every process of the server starts afresh."""
    multiprocessing.set_start_method("spawn", force=True)
    granian = late("granian")
    server = granian.Granian(
        TARGET,
        address=address,
        port=port,
        interface=granian.constants.Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=granian.log.LogLevels.error,
        log_dictconfig=late("dingdian.settings").LOGGING,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
    )
    # To granian a hang-up means "begin anew"; here, as for any command, that its terminal is gone.
    ignored = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    hang_up = signal.SIG_IGN if ignored else server.signal_handler_interrupt
    server.on_startup(lambda: signal.signal(signal.SIGHUP, hang_up))
    Thread(target=_say_once_it_answers, args=((address, port), said), daemon=True).start()
    with late("dingdian.cli.beside").Beside():
        try:
            server.serve(target_loader=application)
        except SystemExit as ended:
            return CANNOT if ended.code else os.EX_OK
    return os.EX_OK


def _say_once_it_answers(where: tuple[str, int], said: str) -> None:
    """Who reads the address and goes there at once shall not find it closed."""
    while True:
        try:
            socket.create_connection(where, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            click.echo(said)
            return
