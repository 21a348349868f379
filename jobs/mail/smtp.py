"""Sending through an SMTP server, over TLS whose certificate is verified."""

import smtplib
import ssl
from contextlib import suppress

from jobs.mail.errors import MailDelayed, MailRefused, MailUncertain
from jobs.mail.message import Mail, compose
from jobs.mail.smtp_server import SmtpServer

SECONDS = 10.0


class SmtpTransport:
    """Keeps its connection for the next mail."""

    def __init__(self, server: SmtpServer, *, sender: str, context: ssl.SSLContext | None = None) -> None:
        """`context`: which certificates are believed, instead of the system's."""
        self._server = server
        self._sender = sender
        self._context = context or ssl.create_default_context()
        self._connection: smtplib.SMTP | None = None

    def send(self, mail: Mail) -> None:
        """Hand one mail over. Raises MailRefused, MailDelayed, MailUncertain."""
        try:
            message = compose(mail, sender=self._sender)
        except ValueError as error:
            raise MailRefused("The address cannot be one.") from error
        connection = self._connected()
        try:
            connection.send_message(message, self._sender, [mail.to])
        except smtplib.SMTPServerDisconnected as error:
            self.close()
            raise MailUncertain("The SMTP server hung up.") from error
        except smtplib.SMTPRecipientsRefused as error:
            ((status, _),) = error.recipients.values()
            raise _reason(status) from error
        except smtplib.SMTPSenderRefused as error:
            raise MailDelayed(f"The SMTP server does not take our sender: {error.smtp_code}.") from error
        except smtplib.SMTPResponseException as error:
            raise _reason(error.smtp_code) from error
        except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
            raise MailRefused("The SMTP server cannot write to such an address.") from error
        except OSError as error:
            self.close()
            raise MailUncertain("The connection to the SMTP server broke.") from error

    def close(self) -> None:
        """Hang up."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()

    def _connected(self) -> smtplib.SMTP:
        """A connection that answers: servers hang up on idle ones."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._connection.noop()[0] == 250:
                    return self._connection
            self.close()
        try:
            self._connection = self._connect()
        except (smtplib.SMTPException, OSError) as error:
            # Nothing was handed over. What is wrong with the password or the certificate, an operator mends.
            raise MailDelayed(f"The SMTP server cannot be used: {type(error).__name__}.") from error
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        host, port = self._server.host, self._server.port
        if self._server.tls_at_once:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=self._context)
        else:
            connection = smtplib.SMTP(host, port, timeout=SECONDS)
        try:
            if not self._server.tls_at_once:
                self._secure(connection)
            if self._server.user:
                connection.login(self._server.user, self._server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _secure(self, connection: smtplib.SMTP) -> None:
        """STARTTLS; who takes it out of the server's words on the way gets no mail of ours."""
        connection.ehlo()
        if connection.has_extn("starttls"):
            connection.starttls(context=self._context)
            connection.ehlo()
        elif not self._server.is_here:
            raise smtplib.SMTPNotSupportedError("no STARTTLS")


def _reason(status: int) -> MailRefused | MailDelayed:
    if 500 <= status < 600:
        return MailRefused(f"The SMTP server refused it: {status}.")
    return MailDelayed(f"The SMTP server takes none now: {status}.")
