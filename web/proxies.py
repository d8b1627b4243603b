"""Which proxies are believed when they say by which address they were asked, and by whom: no others are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from waitress.proxy_headers import proxy_headers_middleware

THIS_MACHINE = ("127.0.0.1", "::1")
_BELIEVED = {"x-forwarded-proto", "x-forwarded-host", "x-forwarded-for"}


def address_of(text: str) -> IPv4Address | IPv6Address | None:
    """Return an address as a socket or a proxy gives it, None for what is none; IPv4 within IPv6 as IPv4."""
    try:
        known = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (known.ipv4_mapped or known) if isinstance(known, IPv6Address) else known


class Proxies:
    """Addresses and networks of proxies, such as "127.0.0.1" and "10.0.3.0/24".

    Raises ValueError for one that is neither.
    """

    def __init__(self, named: Iterable[str]) -> None:
        """Read the addresses."""
        self._networks: Sequence[IPv4Network | IPv6Network] = [ip_network(one) for one in named]

    def __contains__(self, address: object) -> bool:
        """Say whether an address, as a socket gives it, is that of a proxy."""
        known = address_of(str(address))
        return known is not None and any(known in network for network in self._networks)


class Believing:
    """An application that learns from its proxies by which address it was asked, and from nobody else."""

    def __init__(self, app: WSGIApplication, proxies: Proxies) -> None:
        """Wrap an application."""
        self._proxies = proxies
        self._believing = proxy_headers_middleware(
            app, trusted_proxy="*", trusted_proxy_headers=_BELIEVED, clear_untrusted=True
        )
        self._doubting = proxy_headers_middleware(app, clear_untrusted=True)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request. A proxy's header that cannot be read is answered with 400."""
        # Who calls an application without a socket need not say who asks (PEP 3333).
        is_believed = environ.setdefault("REMOTE_ADDR", "") in self._proxies
        ask = self._believing if is_believed else self._doubting
        answered: Iterable[bytes] = ask(environ, start_response)
        return answered
