"""Converse and ConverseStream by the official `boto3` package."""

import json
import threading
from functools import lru_cache

import boto3
from botocore.config import Config
from botocore.tokens import FrozenAuthToken

from normal import blank

making = threading.Lock()  # guards the making of clients: sessions are not safe across threads


def converse(job, result):
    client = client_of(job)
    messages = [{"role": "user", "content": [{"text": job["user"]}]}]
    turn = streamed if job["mode"] == "stream" else whole
    answer = turn(client, job, messages, result)
    if not job.get("loop"):
        return
    messages.append(answer)
    results = [
        {
            "toolResult": {
                "toolUseId": call["id"],
                "content": [{"text": job["toolResults"][call["name"]]}],
            }
        }
        for call in result["calls"]
    ]
    messages.append({"role": "user", "content": results})
    result["first"] = dict(result)
    turn(client, job, messages, result)


class Bearer:
    """A token provider that holds one Bedrock API key."""

    def __init__(self, key):
        self.key = key

    def load_token(self, **_):
        return self

    def get_frozen_token(self):
        return FrozenAuthToken(self.key)


def client_of(job):
    with making:
        return make(job["baseUrl"], job["apiKey"], job.get("secret"), job["timeoutMs"] / 1000)


@lru_cache(maxsize=16)
def make(base_url, key, secret, seconds):
    config = Config(
        retries={"total_max_attempts": 1},
        read_timeout=seconds,
        connect_timeout=seconds,
        max_pool_connections=16,
        **({} if secret else {"auth_scheme_preference": "httpBearerAuth"}),
    )
    session = boto3.session.Session()
    keys = {"aws_access_key_id": key, "aws_secret_access_key": secret} if secret else {}
    if not secret:
        session._session.register_component("token_provider", Bearer(key))
    return session.client(
        "bedrock-runtime",
        region_name="us-east-1",
        endpoint_url=base_url,
        config=config,
        **keys,
    )


def params(job, messages):
    asked = {
        "modelId": job["model"],
        "messages": messages,
        "inferenceConfig": {"maxTokens": job["maxTokens"]},
    }
    if job.get("system"):
        asked["system"] = [{"text": job["system"]}]
    if job.get("stop"):
        asked["inferenceConfig"]["stopSequences"] = job["stop"]
    if job.get("reasoning"):
        thinking = {"type": "enabled", "budget_tokens": 1024}
        asked["additionalModelRequestFields"] = {"thinking": thinking}
    if job.get("tools"):
        tools = [
            {
                "toolSpec": {
                    "name": tool["name"],
                    "description": tool["description"],
                    "inputSchema": {"json": tool["schema"]},
                }
            }
            for tool in job["tools"]
        ]
        asked["toolConfig"] = {"tools": tools}
    return asked


def whole(client, job, messages, result):
    result.update(blank())
    answer = client.converse(**params(job, messages))
    result["requestId"] = answer["ResponseMetadata"].get("RequestId")
    message = answer["output"]["message"]
    for block in message["content"]:
        read(block, result)
    result["stop"] = answer["stopReason"]
    result["usage"] = usage_of(answer["usage"])
    return message


def streamed(client, job, messages, result):
    result.update(blank())
    answer = client.converse_stream(**params(job, messages))
    result["requestId"] = answer["ResponseMetadata"].get("RequestId")
    blocks = {}
    for event in answer["stream"]:
        fold(event, result, blocks)
    content = []
    for index in sorted(blocks):
        block = blocks[index]
        if "toolUse" in block:
            block["toolUse"]["input"] = json.loads(block["toolUse"]["input"] or "{}")
        content.append(block)
        read(block, result)
    return {"role": "assistant", "content": content}


def fold(event, into, blocks):
    if "contentBlockStart" in event:
        start = event["contentBlockStart"]
        if "toolUse" in start["start"]:
            tool = {**start["start"]["toolUse"], "input": ""}
            blocks[start["contentBlockIndex"]] = {"toolUse": tool}
    elif "contentBlockDelta" in event:
        index = event["contentBlockDelta"]["contentBlockIndex"]
        delta = event["contentBlockDelta"]["delta"]
        if "text" in delta:
            blocks.setdefault(index, {"text": ""})["text"] += delta["text"]
            into["partial"] = into.get("partial", "") + delta["text"]
        elif "toolUse" in delta:
            blocks[index]["toolUse"]["input"] += delta["toolUse"]["input"]
        elif "reasoningContent" in delta:
            fresh = {"reasoningContent": {"reasoningText": {"text": ""}}}
            part = delta["reasoningContent"]
            text = blocks.setdefault(index, fresh)["reasoningContent"]["reasoningText"]
            text["text"] += part.get("text", "")
            if "signature" in part:
                text["signature"] = part["signature"]
    elif "messageStop" in event:
        into["stop"] = event["messageStop"]["stopReason"]
    elif "metadata" in event:
        into["usage"] = usage_of(event["metadata"]["usage"])


def read(block, into):
    if "text" in block:
        into["text"] += block["text"]
    elif "reasoningContent" in block:
        reasoning = block["reasoningContent"].get("reasoningText", {})
        into["reasoning"] += reasoning.get("text", "")
        into["signature"] = reasoning.get("signature")
    elif "toolUse" in block:
        tool = block["toolUse"]
        call = {"id": tool["toolUseId"], "name": tool["name"], "args": json.dumps(tool["input"])}
        into["calls"].append(call)


def usage_of(usage):
    return {
        "input": usage.get("inputTokens"),
        "output": usage.get("outputTokens"),
        "cache_read": usage.get("cacheReadInputTokens"),
        "cache_write": usage.get("cacheWriteInputTokens"),
        "reasoning": None,
    }
