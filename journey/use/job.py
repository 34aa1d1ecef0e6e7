"""Long work in a thread of its own: it tells its steps, can be cancelled, and gives its result or its error."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from threading import Event, get_ident

from journey.data.engine import interrupt_writer
from journey.model.errors import Cancelled, UserError
from journey.model.progress import Step, heard_by


class Job:
    """`work` is called with a step function in another thread, by whoever begins it; `steps` is how many it is expected to tell.

    `name` is the step being done, `how_far` what a long loop in it says, `done` how many steps were begun.
    """

    def __init__(self, work: Callable[[Step], object], steps: int):
        self.steps, self.done, self.name, self.how_far = steps, 0, "", ""
        self._cancelled, self._thread = Event(), 0
        pool = ThreadPoolExecutor(1)
        self._future: Future = pool.submit(copy_context().run, self._run, work)
        pool.shutdown(wait=False)

    def _run(self, work: Callable[[Step], object]) -> object:
        self._thread = get_ident()
        with heard_by(self._beat):
            try:
                return work(self._step)
            except UserError:
                raise
            except Exception:
                if self._cancelled.is_set():
                    raise Cancelled from None
                raise

    def _step(self, name: str) -> None:
        self._stop_if_cancelled()
        self.name, self.how_far = name, ""
        self.done += 1

    def _beat(self, how_far: str) -> None:
        self._stop_if_cancelled()
        self.how_far = how_far

    def _stop_if_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise Cancelled

    @property
    def is_running(self) -> bool:
        return not self._future.done()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def share(self) -> float:
        """How much of the work is done, 0 to 1, counted in steps."""
        return min(max(self.done - 1, 0) / self.steps, 1.0) if self.is_running else 1.0

    def words(self) -> str:
        """What is being done, for people."""
        return f"{self.name}: {self.how_far}" if self.how_far else self.name

    def cancel(self) -> None:
        """Ask it to stop; what it was writing is dropped. Ask again while it runs: a query may begin just after."""
        self._cancelled.set()
        interrupt_writer(self._thread)

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; tells whether it has ended."""
        try:
            self._future.exception(timeout=seconds)
        except TimeoutError:
            return False
        return True

    def error(self) -> BaseException | None:
        """What ended the work; None where it gave a result. Waits for it."""
        return self._future.exception()

    def result(self) -> object:
        """What the work gave, or its error raised; waits for it."""
        return self._future.result()
