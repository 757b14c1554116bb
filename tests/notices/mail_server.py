"""A mail server of a few lines, on the loopback alone: takes letters, or refuses as told."""

import asyncio
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread

HELLO = b"220 here\r\n"
FINE = b"250 fine\r\n"


@dataclass
class MailServer:
    """Keeps what it was given; ``answers`` maps an address to the answer it gets.

    At the command ``drops_at`` it hangs up without a word; ``BODY`` is after the letter's text.
    """

    answers: dict[str, bytes] = field(default_factory=dict)
    at_data: bytes = FINE
    drops_at: bytes = b""
    letters: list[EmailMessage] = field(default_factory=list)
    port: int = 0

    def start(self, port: int = 0) -> None:
        """Listen; on a port of its own unless one is given."""
        self._loop = asyncio.new_event_loop()
        starting = asyncio.start_server(self._serve, "127.0.0.1", port)
        self._server = self._loop.run_until_complete(starting)
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Nobody answers any more."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(HELLO)
        while line := await reader.readline():
            word = line[:4].upper()
            if word == self.drops_at:
                break
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                await writer.drain()
                text = await reader.readuntil(b"\r\n.\r\n")
                if self.drops_at == b"BODY":
                    break
                writer.write(self._keep(text))
            elif word == b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                writer.write(self._answer(line.decode()))
            await writer.drain()
        writer.close()

    def _answer(self, line: str) -> bytes:
        if line.upper().startswith("RCPT"):
            address = line.partition("<")[2].partition(">")[0]
            return self.answers.get(address, FINE)
        return FINE

    def _keep(self, raw: bytes) -> bytes:
        if self.at_data == FINE:
            letter = message_from_bytes(raw[:-3], policy=policy.default)
            assert isinstance(letter, EmailMessage)
            self.letters.append(letter)
        return self.at_data
