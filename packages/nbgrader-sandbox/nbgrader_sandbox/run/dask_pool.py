"""The Dask pool: workers of a cluster as an executor."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from nbgrader_sandbox.errors import GO_ON, GradingError
from nbgrader_sandbox.run.job import Job
from nbgrader_sandbox.run.scheduling import MakeExecutor

if TYPE_CHECKING:
    import distributed

NO_DASK = """--dask needs the package distributed:

    pip install 'nbgrader-sandbox[dask]'"""
NO_WORKERS = """The Dask scheduler at {address} has no workers. Start some, on each machine:

    dask worker {address} --nworkers auto --nthreads 1"""
THREADS = """The Dask worker {worker} runs {count} jobs at a time in one process; here it has to be
one. Start workers so:

    dask worker {address} --nworkers auto --nthreads 1"""
UNSEEN = """The Dask worker {worker} does not see the course: {problem}

Workers need this folder at this place, on a file system that the machines share, and the same
environment: {root}"""
NO_SUCH_FOLDER = "{folder} is not there. Is the course's folder on a file system shared by all?"
GONE = "The Dask scheduler at {address} does not answer any more. " + GO_ON
ODD = "A Dask worker could not grade a submission: {kind}: {error}. " + GO_ON
WORKER_TIMEOUT = 60.0  # seconds for the first worker to come
CONNECT_TIMEOUT = 20.0  # seconds for the scheduler to answer
CHECK_INTERVAL, MAX_ABSENT = 10.0, 12  # seconds; how many checks in a row may find no workers
_one_at_a_time = threading.Lock()  # in a worker, whose processes are not for two jobs at once


@contextmanager
def on_cluster(address: str, root: Path) -> Iterator[tuple[MakeExecutor, int]]:
    """Connect to a scheduler's cluster whose workers see a course; GradingError if there is none.

    Yields what makes executors, and how many jobs can run at a time.
    """
    with closing(_connect(address)) as client:
        width = _count_workers(client, address)
        _check_course_seen(client, root)
        yield lambda _jobs: _Workers(client, address), width


def _connect(address: str) -> "distributed.Client":
    try:
        from distributed import Client
    except ImportError:
        raise GradingError(NO_DASK) from None
    try:
        return Client(address, timeout=CONNECT_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise GradingError(f"No Dask scheduler answers at {address}: {error}") from None


def _count_workers(client: "distributed.Client", address: str) -> int:
    try:
        client.wait_for_workers(1, timeout=WORKER_TIMEOUT)
    except TimeoutError:
        raise GradingError(NO_WORKERS.format(address=address)) from None
    threads = client.nthreads()
    for worker, count in threads.items():
        if count > 1:
            raise GradingError(THREADS.format(worker=worker, count=count, address=address))
    return len(threads)


def _check_course_seen(client: "distributed.Client", root: Path) -> None:
    """Make sure that workers see this very course: a copy may lack what was handed in since."""
    with NamedTemporaryFile(dir=root, prefix=".seen-by-workers-") as token:
        answers = client.run(Path.exists, Path(token.name), on_error="return")
    for worker, answer in answers.items():
        if answer is not True:  # but False, or an error
            problem = answer or f"a file made in {root} a moment ago is not there"
            raise GradingError(UNSEEN.format(worker=worker, problem=problem, root=root))


def _call(function: Callable, *arguments: Any, **named: Any) -> Any:
    for argument in arguments:
        if isinstance(argument, Job) and not argument.folder.is_dir():
            raise GradingError(NO_SUCH_FOLDER.format(folder=argument.folder))
    with _one_at_a_time:
        return function(*arguments, **named)


class _Workers(Executor):
    """A cluster as an executor that fails as those of the standard library do."""

    def __init__(self, client: "distributed.Client", address: str) -> None:
        self._client, self._address = client, address
        self._under_way: dict[Future, distributed.Future] = {}
        self._is_over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, function: Callable, /, *arguments: Any, **named: Any) -> Future:
        """Call a function in a worker, in another one if it dies, a few times."""
        future: Future = Future()
        try:
            remote = self._client.submit(_call, function, *arguments, **named, pure=False)
        except Exception as error:  # of many kinds, as versions differ
            raise GradingError(GONE.format(address=self._address)) from error
        self._under_way[future] = remote
        remote.add_done_callback(lambda done: self._pass_on(done, future))
        return future

    def _pass_on(self, remote: "distributed.Future", future: Future) -> None:
        from distributed import KilledWorker

        try:
            result = remote.result()
        except KilledWorker as error:
            self._fail(future, BrokenExecutor(str(error)))
        except CancelledError:
            self._fail(future, GradingError(GONE.format(address=self._address)))
        except GradingError as error:
            self._fail(future, error)
        except Exception as error:  # of any kind, from Dask or from its worker
            self._fail(future, GradingError(ODD.format(kind=type(error).__name__, error=error)))
        else:
            if self._under_way.pop(future, None):
                future.set_result(result)

    def _fail(self, future: Future, error: Exception) -> None:
        if self._under_way.pop(future, None):  # once only
            future.set_exception(error)

    def _watch(self) -> None:
        """Fail what is under way when all workers are gone: Dask would wait for one for ever."""
        absent = 0
        while absent < MAX_ABSENT and not self._is_over.wait(CHECK_INTERVAL):
            try:
                absent = 0 if self._client.nthreads() else absent + 1
            except Exception:  # the scheduler is gone, and that is noticed elsewhere
                return
        message = f"{NO_WORKERS.format(address=self._address)}\n\n{GO_ON}"
        for future in [*self._under_way]:
            self._fail(future, GradingError(message))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take back what is still under way: nobody waits for it any more."""
        self._is_over.set()
        rest = [self._under_way.pop(future) for future in [*self._under_way]]
        if rest and self._client.status == "running":
            self._client.cancel(rest)
