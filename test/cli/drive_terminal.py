"""
Runs a command in a pseudo-terminal: `drive_terminal.py COMMAND…`. Standard input has one step a line: {"wait": TEXT} or {"send": TEXT}.
Prints {"shown": what the terminal was sent, "status": the exit status}; the status is that of SIGKILL where the command did not end.
"""
import json, os, pty, select, signal, sys, time

pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])

shown = b""
waited = 0
deadline = time.monotonic() + 40


def read():
    """Reads what there is; false once the command has ended."""
    global shown
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            return False
        shown += chunk
        return chunk != b""
    return True


running = True
for step in map(json.loads, sys.stdin):
    if "send" in step:
        os.write(terminal, step["send"].encode())
        continue
    while running and time.monotonic() < deadline:
        found = shown.find(step["wait"].encode(), waited)
        if found >= 0:
            waited = found + len(step["wait"].encode())
            break
        running = read()
while running and time.monotonic() < deadline:
    running = read()
if running:
    os.kill(pid, signal.SIGKILL)
print(json.dumps({"shown": shown.decode("utf-8", "replace"), "status": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}))
