"""Jobs on the workers of a Dask cluster."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from nbgrader_sandbox.errors import GO_ON, GradingError
from nbgrader_sandbox.run.job import Job
from nbgrader_sandbox.run.scheduling import MakeExecutor

if TYPE_CHECKING:
    import distributed

NO_DASK = """--dask needs the package distributed:

    pip install 'rnn-course[cluster]'"""
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
START, CONNECT = 60.0, 20.0  # seconds, for the first worker to come and for the scheduler to answer
CHECK, ABSENT = 10.0, 12  # seconds; how many checks in a row may find no workers
_one_at_a_time = threading.Lock()  # in a worker, whose processes are not for two jobs at once


@contextmanager
def on_cluster(address: str, root: Path) -> Iterator[tuple[MakeExecutor, int]]:
    """Connect to a cluster whose workers see a course.

    Parameters
    ----------
    address : str
        Of its scheduler, as ``tcp://10.0.0.5:8786``.
    root : Path
        The course's folder.

    Yields
    ------
    make : callable
        Makes executors.
    width : int
        How many jobs can run at a time.

    Raises
    ------
    GradingError
        If there is no scheduler or worker, or one that cannot grade this course.
    """
    with closing(_connect(address)) as client:
        width = _count_workers(client, address)
        _see_course(client, root)
        yield lambda _jobs: _Workers(client, address), width


def _connect(address: str) -> "distributed.Client":
    try:
        from distributed import Client
    except ImportError:
        raise GradingError(NO_DASK) from None
    try:
        return Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise GradingError(f"No Dask scheduler answers at {address}: {error}") from None


def _count_workers(client: "distributed.Client", address: str) -> int:
    try:
        client.wait_for_workers(1, timeout=START)
    except TimeoutError:
        raise GradingError(NO_WORKERS.format(address=address)) from None
    threads = client.nthreads()
    for worker, count in threads.items():
        if count > 1:
            raise GradingError(THREADS.format(worker=worker, count=count, address=address))
    return len(threads)


def _see_course(client: "distributed.Client", root: Path) -> None:
    """A copy of the course would not do: it may lack what was handed in since."""
    with NamedTemporaryFile(dir=root, prefix=".seen-by-workers-") as token:
        answers = client.run(_see, Path(token.name), on_error="return")
    for worker, problem in answers.items():
        if problem:
            raise GradingError(UNSEEN.format(worker=worker, problem=problem, root=root))


def _see(token: Path) -> str:
    """Runs in each worker."""
    return "" if token.exists() else f"a file made in {token.parent} a moment ago is not there"


def _call(function: Callable, *arguments: object) -> object:
    """Runs in a worker."""
    for argument in arguments:
        if isinstance(argument, Job) and not argument.folder.is_dir():
            raise GradingError(NO_SUCH_FOLDER.format(folder=argument.folder))
    with _one_at_a_time:
        return function(*arguments)


class _Workers(Executor):
    """A cluster as an executor that fails as those of the standard library do."""

    def __init__(self, client: "distributed.Client", address: str) -> None:
        self._client, self._address = client, address
        self._under_way: dict[Future, distributed.Future] = {}
        self._is_over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, function: Callable, /, *arguments: object) -> Future:
        """Have a worker call a function, another one if it dies, a few times."""
        ours: Future = Future()
        try:
            theirs = self._client.submit(_call, function, *arguments, pure=False)
        except Exception as error:  # of many kinds, as versions differ
            raise GradingError(GONE.format(address=self._address)) from error
        self._under_way[ours] = theirs
        theirs.add_done_callback(lambda done: self._pass_on(done, ours))
        return ours

    def _pass_on(self, theirs: "distributed.Future", ours: Future) -> None:
        from distributed import KilledWorker

        try:
            result = theirs.result()
        except KilledWorker as error:
            self._fail(ours, BrokenExecutor(str(error)))
        except CancelledError:
            self._fail(ours, GradingError(GONE.format(address=self._address)))
        except GradingError as error:
            self._fail(ours, error)
        except Exception as error:
            said = ODD.format(kind=type(error).__name__, error=error)
            self._fail(ours, GradingError(said))
        else:
            if self._under_way.pop(ours, None):
                ours.set_result(result)

    def _fail(self, ours: Future, error: Exception) -> None:
        if self._under_way.pop(ours, None):  # once only
            ours.set_exception(error)

    def _watch(self) -> None:
        """Without workers, Dask would wait for one for ever."""
        absent = 0
        while absent < ABSENT and not self._is_over.wait(CHECK):
            try:
                absent = 0 if self._client.nthreads() else absent + 1
            except Exception:  # the scheduler is gone, and that is noticed elsewhere
                return
        for ours in [*self._under_way]:
            self._fail(ours, GradingError(f"{NO_WORKERS.format(address=self._address)}\n\n{GO_ON}"))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take back what is still under way: nobody waits for it any more."""
        self._is_over.set()
        rest = [self._under_way.pop(ours) for ours in [*self._under_way]]
        if rest and self._client.status == "running":
            self._client.cancel(rest)
