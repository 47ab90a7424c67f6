"""Ask our own web server whether it and its database answer, as the proxy would ask. Exit code 0 says yes."""

import http.client
import os
import sys


def answers() -> bool:
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    web = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
    try:
        web.request("GET", "/gezond/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return web.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()


if __name__ == "__main__":
    sys.exit(not answers())
