"""Runs inside the machine: comes to the door again and again, and counts who was not let in.

python3 callers.py PORT STOP_FILE     prints JSON: answered, refused, broken (cut off midway)
"""

import json
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

told = {"answered": 0, "refused": 0, "broken": 0}


def call(port: int) -> str:
    try:
        asking = HTTPConnection("127.0.0.1", port, timeout=60)
        asking.request("GET", "/api/v1/health", headers={"Connection": "close"})
        answer = asking.getresponse()
        answer.read()
    except ConnectionRefusedError:
        return "refused"
    except (OSError, HTTPException):
        return "broken"
    return "answered" if answer.status == 200 else "broken"


if __name__ == "__main__":
    while not Path(sys.argv[2]).exists():
        told[call(int(sys.argv[1]))] += 1
        time.sleep(0.01)
    print(json.dumps(told))
