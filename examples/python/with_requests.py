#!/usr/bin/env python3
"""Save the PDF of each overdue invoice and open a ticket about it.

Usage: python3 with_requests.py FOLDER

Needs Python 3.11 or newer and requests. The environment variables are
explained in ../README.md.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import quote

import requests
from requests.auth import AuthBase

ATTEMPTS = 5
TIMEOUT = 30.0
MAX_WAIT = 120.0
"""In seconds. Windows of the rate limit last a minute."""


class Invoice(TypedDict):
    id: int
    number: str
    status: str
    currency: str
    amount_due: str
    """A decimal string. Calculate with decimal.Decimal, not with float."""


class ApiError(Exception):
    """A request that failed. The message is one line."""

    def __init__(
        self, message: str, status: int = 0, retry_after: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class BearerToken(AuthBase):
    """Send the token. Without an auth object, requests may use ~/.netrc instead."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class Clustrix:
    def __init__(self, base_url: str, token: str | None = None) -> None:
        self._base_url = base_url.rstrip("/")
        self._session = requests.Session()
        self._session.headers["Accept"] = "application/json"
        if token is not None:
            self._session.auth = BearerToken(token)

    def log_in(self, email: str, password: str, name: str) -> None:
        body = {"email": email, "password": password, "name": name}
        response = self._send("POST", "/api/v1/auth/token", body)
        self._session.auth = BearerToken(decode(response)["token"])

    def revoke_token(self) -> None:
        self._send("POST", "/api/v1/auth/revoke")
        self._session.auth = None

    def items(self, path: str) -> Iterator[Any]:
        """Yield the records of a list, newest first, page by page."""
        next_url: str | None = f"{self._base_url}{path}?per_page=100"
        while next_url is not None:
            if not next_url.startswith(f"{self._base_url}/"):
                raise ApiError(f"GET {path}: links.next leads to another server")
            page = decode(self._send("GET", next_url.removeprefix(self._base_url)))
            yield from page["data"]
            next_url = page["links"]["next"]

    def invoice_pdf(self, invoice_id: int) -> bytes:
        path = f"/api/v1/invoices/{invoice_id}/pdf"
        return self._send("GET", path, media_type="application/pdf").content

    def open_ticket(self, ticket: dict[str, str], key: str) -> tuple[str, bool]:
        """Return the ticket's number and whether the key was used before."""
        response = self._send("POST", "/api/v1/tickets", ticket, key)
        is_replayed = response.headers.get("Idempotent-Replayed") == "true"
        return decode(response)["data"]["number"], is_replayed

    def _send(
        self,
        method: str,
        path: str,
        body: dict[str, str] | None = None,
        key: str | None = None,
        media_type: str = "application/json",
    ) -> requests.Response:
        """Send a request, and repeat it after a temporary failure.

        429 and 503 mean that nothing was done. After any other failure, the
        request may have been carried out, so it is only repeated if it
        changes nothing or has a key.
        """
        headers = {} if key is None else {"Idempotency-Key": key}
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._send_once(method, path, body, headers, media_type)
            except ApiError as error:
                is_repeatable = method == "GET" or key is not None
                is_temporary = error.status in (429, 503) or (
                    is_repeatable and error.status in (0, 500, 502, 504)
                )
                wait = seconds_to_wait(error.retry_after, attempt)
                if not is_temporary or attempt == ATTEMPTS or wait > MAX_WAIT:
                    raise
                print(f"Retrying in {wait:g} s: {error}", file=sys.stderr)
                time.sleep(wait)
        raise AssertionError("unreachable")

    def _send_once(
        self,
        method: str,
        path: str,
        body: dict[str, str] | None,
        headers: dict[str, str],
        media_type: str,
    ) -> requests.Response:
        where = f"{method} {path}"
        try:
            response = self._session.request(
                method,
                self._base_url + path,
                json=body,
                headers=headers,
                timeout=TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise ApiError(f"{where}: {reason_of(error)}") from error
        if not 200 <= response.status_code < 300:
            raise ApiError(
                f"{where} returned {response.status_code} {describe(response)}",
                status=response.status_code,
                retry_after=response.headers.get("Retry-After"),
            )
        # Older versions of requests do not notice that a connection ended too early.
        expected = response.headers.get("Content-Length")
        if expected is not None and response.raw.tell() != int(expected):
            raise ApiError(
                f"{where} returned {response.raw.tell()} of {expected} bytes"
            )
        returned = response.headers.get("Content-Type", "nothing").partition(";")[0]
        if returned != media_type:
            raise ApiError(
                f"{where} returned {returned}, not {media_type}",
                status=response.status_code,
            )
        return response


def decode(response: requests.Response) -> Any:
    try:
        return response.json()
    except ValueError as error:
        request = response.request
        raise ApiError(
            f"{request.method} {request.path_url} returned invalid JSON"
        ) from error


def describe(response: requests.Response) -> str:
    """Return one line, with the request ID that support asks for."""
    try:
        body = response.json()
        text = f"{body['code']}: {body['message']}"
    except (ValueError, LookupError, TypeError):
        # Not from the API, but for example from a proxy.
        text = response.reason
    request_id = response.headers.get("X-Request-Id")
    return " ".join(text.split()) + (f" (request {request_id})" if request_id else "")


def reason_of(error: requests.RequestException) -> str:
    """Return the cause, without the names of the libraries around it."""
    cause: BaseException = error
    while cause.__context__ is not None:
        cause = cause.__context__
    return str(cause)


def seconds_to_wait(retry_after: str | None, attempt: int) -> float:
    if retry_after is not None and retry_after.isdecimal():
        return float(retry_after)
    return 2.0 ** (attempt - 1)


def write_file(target: Path, content: bytes) -> None:
    """Write a file completely or not at all."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink()
        raise


def report_overdue(api: Clustrix, folder: Path) -> None:
    invoices: list[Invoice] = list(api.items("/api/v1/invoices"))
    overdue = [invoice for invoice in invoices if invoice["status"] == "overdue"]
    print(f"{len(invoices)} invoices, {len(overdue)} overdue")

    # The server keeps an Idempotency-Key for 24 hours. After that, the
    # subject shows that there is a ticket.
    tickets = {
        ticket["subject"]: ticket["number"] for ticket in api.items("/api/v1/tickets")
    }

    folder.mkdir(parents=True, exist_ok=True)
    for invoice in overdue:
        number = invoice["number"]
        print(f"{number}: {invoice['amount_due']} {invoice['currency']} due")

        # Encoded, because a number may contain a slash.
        pdf = folder / f"{quote(number, safe='')}.pdf"
        write_file(pdf, api.invoice_pdf(invoice["id"]))
        print(f"{number}: saved as {pdf.name}")

        subject = f"Question about invoice {number}"
        if subject in tickets:
            print(f"{number}: {tickets[subject]} was opened before")
            continue
        ticket = {
            "subject": subject,
            "body": f"Invoice {number} is overdue. Which payments did you receive?",
            "category": "billing",
        }
        # The same key in each run, so that two runs at the same time open one
        # ticket.
        opened, is_known = api.open_ticket(ticket, f"overdue-{number}")
        print(f"{number}: {opened} {'was opened before' if is_known else 'opened'}")


def revoke(api: Clustrix) -> None:
    """Revoke the token of this run, because tokens do not expire."""
    try:
        api.revoke_token()
    except ApiError as error:
        print(f"The token could not be revoked: {error}", file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description="Reports overdue invoices.")
    parser.add_argument("folder", type=Path, help="where the PDFs are saved")
    folder: Path = parser.parse_args().folder

    base_url = os.environ.get("CLUSTRIX_URL") or "http://127.0.0.1:3000"
    token = os.environ.get("CLUSTRIX_TOKEN", "").strip()
    email = os.environ.get("CLUSTRIX_EMAIL", "")
    password = os.environ.get("CLUSTRIX_PASSWORD", "")
    if not base_url.startswith(("http://", "https://")):
        parser.error("CLUSTRIX_URL must start with http:// or https://")
    if not token and not (email and password):
        parser.error("Set CLUSTRIX_TOKEN, or CLUSTRIX_EMAIL and CLUSTRIX_PASSWORD")

    try:
        api = Clustrix(base_url, token or None)
        if token:
            report_overdue(api, folder)
            return 0
        api.log_in(email, password, "Overdue invoices")
        try:
            report_overdue(api, folder)
        finally:
            revoke(api)
    except (ApiError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
