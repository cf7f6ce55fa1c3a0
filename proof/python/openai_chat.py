"""Chat Completions by the official `openai` package."""

from functools import lru_cache

from openai import OpenAI

from normal import blank, helper_agrees


def converse(job, result):
    client = client_of(job["baseUrl"], job["apiKey"], job["timeoutMs"])
    messages = []
    if job.get("system"):
        messages.append({"role": "system", "content": job["system"]})
    messages.append({"role": "user", "content": job["user"]})
    turn = streamed if job["mode"] == "stream" else whole
    message = turn(client, job, messages, result)
    if not job.get("loop"):
        return
    messages.append(message)
    for call in result["calls"]:
        content = job["toolResults"][call["name"]]
        messages.append({"role": "tool", "tool_call_id": call["id"], "content": content})
    result["first"] = dict(result)
    turn(client, job, messages, result)


@lru_cache(maxsize=16)
def client_of(base_url, api_key, timeout_millis):
    return OpenAI(
        base_url=base_url + "/v1", api_key=api_key, max_retries=0, timeout=timeout_millis / 1000
    )


def params(job, messages):
    asked = {
        "model": job["model"],
        "messages": messages,
        "max_completion_tokens": job["maxTokens"],
    }
    if job.get("stop"):
        asked["stop"] = job["stop"]
    if job.get("reasoning"):
        asked["reasoning_effort"] = "medium"
    if job.get("tools"):
        asked["tools"] = [
            {
                "type": "function",
                "function": {
                    "name": tool["name"],
                    "description": tool["description"],
                    "parameters": tool["schema"],
                },
            }
            for tool in job["tools"]
        ]
    return asked


def whole(client, job, messages, result):
    result.update(blank())
    completion = client.chat.completions.create(**params(job, messages))
    result["requestId"] = completion._request_id
    result.update(of_completion(completion))
    return completion.choices[0].message


def streamed(client, job, messages, result):
    result.update(blank())
    asked = {**params(job, messages), "stream_options": {"include_usage": True}}
    with client.chat.completions.create(**asked, stream=True) as stream:
        result["requestId"] = stream.response.headers.get("x-request-id")
        for chunk in stream:
            fold(chunk, result)
    if not job.get("helper"):
        return None
    messages_out = []

    def ask():
        with client.chat.completions.stream(**asked) as helped:
            completion = helped.get_final_completion()
        messages_out.append(completion.choices[0].message)
        return of_completion(completion)

    result["helper"] = helper_agrees(result, ask)
    return messages_out[0] if messages_out else None


def fold(chunk, into):
    if chunk.usage:
        into["usage"] = usage_of(chunk.usage)
    for choice in chunk.choices:
        delta = choice.delta
        into["text"] += delta.content or ""
        into["refusal"] += delta.refusal or ""
        into["reasoning"] += getattr(delta, "reasoning_content", None) or ""
        for part in delta.tool_calls or []:
            while len(into["calls"]) <= part.index:
                into["calls"].append({"id": part.id, "name": part.function.name, "args": ""})
            into["calls"][part.index]["args"] += part.function.arguments or ""
        if choice.finish_reason:
            into["stop"] = choice.finish_reason


def of_completion(completion):
    choice = completion.choices[0]
    message = choice.message
    return {
        "text": message.content or "",
        "reasoning": getattr(message, "reasoning_content", None) or "",
        "refusal": message.refusal or "",
        "calls": [
            {"id": call.id, "name": call.function.name, "args": call.function.arguments}
            for call in message.tool_calls or []
        ],
        "stop": choice.finish_reason,
        "usage": usage_of(completion.usage) if completion.usage else None,
    }


def usage_of(usage):
    read = usage.prompt_tokens_details
    spent = usage.completion_tokens_details
    return {
        "input": usage.prompt_tokens,
        "output": usage.completion_tokens,
        "cache_read": getattr(read, "cached_tokens", None),
        "cache_write": getattr(read, "cache_write_tokens", None),
        "reasoning": getattr(spent, "reasoning_tokens", None),
    }
