"""Which proxies are believed when they say by which address they were asked, and by whom: no others are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from waitress.proxy_headers import proxy_headers_middleware

THIS_MACHINE = ("127.0.0.1", "::1")
_BELIEVED = {"x-forwarded-proto", "x-forwarded-host", "x-forwarded-for"}


class Proxies:
    """Addresses and networks of proxies, such as "127.0.0.1" and "10.0.3.0/24".

    Raises ValueError for one that is neither.
    """

    def __init__(self, named: Iterable[str]) -> None:
        """Read the addresses."""
        self._networks: Sequence[IPv4Network | IPv6Network] = [ip_network(one) for one in named]

    def __contains__(self, address: object) -> bool:
        """Say whether an address, as a socket gives it, is that of a proxy."""
        try:
            known = ip_address(str(address).partition("%")[0])
        except ValueError:
            return False
        # Of a socket that takes both kinds.
        if isinstance(known, IPv6Address) and known.ipv4_mapped:
            known = known.ipv4_mapped
        return any(known in network for network in self._networks)


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
        is_believed = environ.get("REMOTE_ADDR", "") in self._proxies
        ask = self._believing if is_believed else self._doubting
        answered: Iterable[bytes] = ask(environ, start_response)
        return answered
