"""A real SMTP server (aiosmtpd) for tests: keeps what it takes in a folder, read by Python's own parser, one file
for each time; and fails on demand.

A mail is in the folder before the server answers, so that what a client was told is what is there.
"""

import argparse
import asyncio
import email
import email.policy
import itertools
import json
import logging
import os
import pathlib
import ssl
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("--folder", required=True, type=pathlib.Path)
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--lose", default="", help="which mails of this run are taken without an answer: 1,5")
parser.add_argument("--busy", type=int, default=0, help="so many mails of this run are refused for now")
parser.add_argument("--refuse", default="", help="a recipient that is not known here")
parser.add_argument("--password", default="", help="who signs in as “domicile” with this password may send")
parser.add_argument("--tls", choices=["always", "starttls"])
parser.add_argument("--certificate", help="a file with certificate and key")
options = parser.parse_args()

# Signing in without TLS is fine between two processes of one test.
warnings.simplefilter("ignore")
logging.getLogger("mail.log").setLevel(logging.ERROR)

lost = {int(it) for it in options.lose.split(",") if it}
asked = itertools.count(1)
begun = itertools.count(1)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address == options.refuse:
            return f"550 5.1.1 {address} is not known here"
        if next(asked) <= options.busy:
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        number = next(begun)
        name = f"{os.getpid()}-{number:06}"
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        read = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": {key.lower(): str(value) for key, value in mail.items()},
            "body": mail.get_content(),
            "raw": envelope.original_content.decode("latin-1"),
        }
        partial = options.folder / f"{name}.partial"
        partial.write_text(json.dumps(read))
        partial.rename(options.folder / f"{name}.json")
        if number in lost:
            server.transport.abort()
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"domicile", options.password.encode()), handled=False)


async def main():
    context = None
    if options.tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate)
    starttls = context if options.tls == "starttls" else None
    rules = {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False} if options.password else {}

    def connection():
        return SMTP(Handler(), hostname="mail.example.com", tls_context=starttls, require_starttls=bool(starttls), enable_SMTPUTF8=True, **rules)

    loop = asyncio.get_running_loop()
    always = context if options.tls == "always" else None
    listening = await loop.create_server(connection, "127.0.0.1", options.port, ssl=always)
    print(f"listening on 127.0.0.1:{listening.sockets[0].getsockname()[1]}", flush=True)
    await listening.serve_forever()


asyncio.run(main())
