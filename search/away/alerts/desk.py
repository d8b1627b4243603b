"""What a run of the alerts works with, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from search.away.alerts.ledger import Ledger
from search.away.alerts.wanted import Alert, Alerts, digest
from search.searcher import Searcher

_GONE = "the item that it follows is not in this index"


@dataclass(slots=True)
class Report:
    """What a run did: `n_waiting` entries wait for their day or for a server; `problems` say what went wrong."""

    n_new: int = 0
    n_sent: int = 0
    n_told: int = 0
    n_waiting: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SignedUp:
    """What people signed up for, and what stands in the ledger for searches that no key of today opens."""

    alerts: Sequence[Alert] = ()
    shut: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Watch:
    """An alert under the names that stand for it and for its person in the ledger."""

    alert: Alert
    key: str
    person: str
    signed_up: bool = False

    @property
    def who(self) -> str:
        """Return to whom it goes, for a message that may be kept: nobody who signed up is named in one."""
        return "somebody who signed up" if self.signed_up else self.alert.to

    @property
    def said(self) -> str:
        """Return which search it is and whose, for a message that may be kept."""
        return f"a search of {self.who}" if self.signed_up else f"“{self.alert.name}” to {self.who}"


@dataclass(frozen=True, slots=True)
class Watches:
    """All searches of a run: those that can be asked, by their keys in order, and why others cannot, by theirs."""

    asked: dict[str, Watch]
    unasked: dict[str, str]

    @property
    def keys(self) -> list[str]:
        """Return the keys of all that there are: what cannot be asked today is not gone."""
        return [*self.asked, *(key for key in self.unasked if key not in self.asked)]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a run works with. `key` signs links; `today` decides who is due; `signed_up` returns what people signed up for."""

    searcher: Searcher
    alerts: Alerts
    ledger: Ledger
    key: str
    today: date
    signed_up: Callable[[], SignedUp] = SignedUp

    def watches(self) -> Watches:
        """Return all alerts, in their order, those of the file first; what is in both is there once."""
        salt, signed_up = self.ledger.salt, self.signed_up()
        both = [(one, False) for one in self.alerts.alerts]
        both += [(one, True) for one in signed_up.alerts]
        found: dict[str, Watch] = {}
        for alert, is_signed_up in both:
            key = digest(alert.wanted, salt)
            found.setdefault(key, Watch(alert, key, person_of(alert.to, salt), is_signed_up))
        unasked = dict.fromkeys(signed_up.shut - found.keys(), "")
        unasked |= {key: f"{one.said}: {_GONE}" for key, one in found.items() if self._is_gone(one)}
        return Watches(found, unasked)

    def _is_gone(self, watch: Watch) -> bool:
        """Say whether a watch follows an item that is not there: for now, or for good."""
        follow = watch.alert.follow
        is_wanted = bool(follow) and not self.ledger.is_stopped(watch.person, watch.key)
        return is_wanted and self.searcher.passage(follow) is None


def person_of(address: str, salt: bytes) -> str:
    """Return what stands for an address in a ledger."""
    return digest(address.lower(), salt)
