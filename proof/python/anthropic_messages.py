"""Messages by the official `anthropic` package."""

import json
from functools import lru_cache

from anthropic import Anthropic

from normal import blank, helper_agrees


def converse(job, result):
    client = client_of(job["baseUrl"], job["apiKey"], job["timeoutMs"])
    messages = [{"role": "user", "content": job["user"]}]
    turn = streamed if job["mode"] == "stream" else whole
    content = turn(client, job, messages, result)
    if not job.get("loop"):
        return
    messages.append({"role": "assistant", "content": content})
    results = [
        {
            "type": "tool_result",
            "tool_use_id": call["id"],
            "content": job["toolResults"][call["name"]],
        }
        for call in result["calls"]
    ]
    messages.append({"role": "user", "content": results})
    result["first"] = dict(result)
    turn(client, job, messages, result)


@lru_cache(maxsize=16)
def client_of(base_url, api_key, timeout_millis):
    return Anthropic(
        base_url=base_url, api_key=api_key, max_retries=0, timeout=timeout_millis / 1000
    )


def params(job, messages):
    asked = {"model": job["model"], "max_tokens": job["maxTokens"], "messages": messages}
    if job.get("system"):
        asked["system"] = job["system"]
    if job.get("stop"):
        asked["stop_sequences"] = job["stop"]
    if job.get("reasoning"):
        asked["thinking"] = {"type": "enabled", "budget_tokens": 1024}
    if job.get("tools"):
        asked["tools"] = [
            {
                "name": tool["name"],
                "description": tool["description"],
                "input_schema": tool["schema"],
            }
            for tool in job["tools"]
        ]
    return asked


def whole(client, job, messages, result):
    result.update(blank())
    message = client.messages.create(**params(job, messages))
    result["requestId"] = message._request_id
    result.update(of_message(message))
    return message.content


def streamed(client, job, messages, result):
    result.update(blank())
    asked = params(job, messages)
    usage = {}
    with client.messages.create(**asked, stream=True) as stream:
        result["requestId"] = stream.response.headers.get("request-id")
        for event in stream:
            fold(event, result, usage)
    if not job.get("helper"):
        return None
    contents = []

    def ask():
        with client.messages.stream(**asked) as helped:
            message = helped.get_final_message()
        contents.append(message.content)
        return of_message(message)

    result["helper"] = helper_agrees(result, ask)
    return contents[0] if contents else None


def fold(event, into, usage):
    spend = getattr(event, "usage", None) or getattr(getattr(event, "message", None), "usage", None)
    if spend:
        usage.update(spend.model_dump(exclude_none=True))
        into["usage"] = usage_of(usage)
    if event.type == "content_block_start":
        block = event.content_block
        if block.type == "tool_use":
            into["calls"].append({"id": block.id, "name": block.name, "args": ""})
    elif event.type == "content_block_delta":
        delta = event.delta
        if delta.type == "text_delta":
            into["text"] += delta.text
        elif delta.type == "thinking_delta":
            into["reasoning"] += delta.thinking
        elif delta.type == "signature_delta":
            into["signature"] = delta.signature
        elif delta.type == "input_json_delta":
            into["calls"][-1]["args"] += delta.partial_json
    elif event.type == "message_delta":
        into["stop"] = event.delta.stop_reason
        into["stopSequence"] = event.delta.stop_sequence


def of_message(message):
    answer = blank()
    for block in message.content:
        if block.type == "text":
            answer["text"] += block.text
        elif block.type == "thinking":
            answer["reasoning"] += block.thinking
            answer["signature"] = block.signature
        elif block.type == "tool_use":
            call = {"id": block.id, "name": block.name, "args": json.dumps(block.input)}
            answer["calls"].append(call)
    answer["stop"] = message.stop_reason
    answer["stopSequence"] = message.stop_sequence
    answer["usage"] = usage_of(message.usage.model_dump(exclude_none=True))
    return answer


def usage_of(usage):
    return {
        "input": usage.get("input_tokens"),
        "output": usage.get("output_tokens"),
        "cache_read": usage.get("cache_read_input_tokens"),
        "cache_write": usage.get("cache_creation_input_tokens"),
        "reasoning": (usage.get("output_tokens_details") or {}).get("thinking_tokens"),
    }
