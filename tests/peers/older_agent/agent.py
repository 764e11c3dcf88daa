"""An agent of another version: holds the place of an agent, says which version it is, and ends in order when it is asked to.

agent.py LOCK SOCKET FIRST_LINE
"""

import fcntl
import os
import signal
import socket
import sys

lock_file, address, first_line = sys.argv[1:]
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
lock = open(lock_file, "a")
fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
if os.path.exists(address):
    os.remove(address)
listener = socket.socket(socket.AF_UNIX)
listener.bind(address)
listener.listen()
print("ready", flush=True)
connections = []
while True:
    connection, _ = listener.accept()
    connection.sendall(first_line.encode() + b"\n")
    connections.append(connection)
