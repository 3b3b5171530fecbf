"""Whether a request comes from a page of this very app: what changes anything asks that first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldwise.app.part import HEADERS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


def refused(request: Request) -> Response | None:
    """The refusal of a request that no page of ours has made; None if one has.

    Browsers say with every POST where it comes from, and no page can change what they say. Under
    which names the app may be asked at all is checked before this.
    """
    from starlette.responses import JSONResponse

    own = f"http://{request.headers.get('host', '')}"
    site = request.headers.get("sec-fetch-site", "same-origin")
    if request.headers.get("origin") == own and site == "same-origin":
        return None
    sentence = "This was not asked by a page of this app, and is not answered."
    return JSONResponse({"error": sentence}, 403, HEADERS)
