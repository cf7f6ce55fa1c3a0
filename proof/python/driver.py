"""Runs one official SDK for the matrix: reads jobs as JSON lines on stdin, writes one result line per job on stdout.

Usage: python driver.py openai|anthropic|boto3
"""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from normal import blank, failure_of


def load(client):
    if client == "openai":
        from openai_chat import converse
    elif client == "anthropic":
        from anthropic_messages import converse
    elif client == "boto3":
        from boto3_converse import converse
    else:
        sys.exit(f"unknown client {client}; known: openai, anthropic, boto3")
    return converse


def main():
    converse = load(sys.argv[1])
    out = threading.Lock()

    def write(result):
        with out:
            print(json.dumps(result), flush=True)

    def run(job):
        result = {"id": job["id"], **blank()}
        done = threading.Event()

        def hung():
            if not done.is_set():
                done.set()
                write({**result, "hung": True})

        watch = threading.Timer(job["watchMs"] / 1000, hung)
        watch.daemon = True
        watch.start()
        try:
            converse(job, result)
        except Exception as error:  # reported, never swallowed
            result["error"] = failure_of(error)
        watch.cancel()
        if not done.is_set():
            done.set()
            write(result)

    write({"ready": sys.argv[1]})
    pool = ThreadPoolExecutor(16)
    for line in sys.stdin:
        pool.submit(run, json.loads(line))
    pool.shutdown(wait=False, cancel_futures=True)


if __name__ == "__main__":
    main()
