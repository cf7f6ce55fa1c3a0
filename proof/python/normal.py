"""The form in which every driver reports, and the pieces that all Python drivers share."""

import json


def failure_of(error):
    """What the SDK raised, in words that can be compared."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None)
    code = getattr(error, "code", None)
    request_id = getattr(error, "request_id", None)
    if isinstance(response, dict):  # botocore
        code = response.get("Error", {}).get("Code")
        metadata = response.get("ResponseMetadata", {})
        status = metadata.get("HTTPStatusCode")
        request_id = metadata.get("RequestId")
    return {
        "class": type(error).__name__,
        "status": status,
        "type": getattr(error, "type", None) or code,
        "code": code if isinstance(code, str) else None,
        "message": str(error)[:500],
        "requestId": request_id,
    }


def blank():
    return {"text": "", "reasoning": "", "refusal": "", "calls": [], "stop": None, "usage": None}


def facts(answer):
    calls = [[c["name"], json.loads(c["args"] or "{}")] for c in answer["calls"]]
    return json.dumps([answer["text"], calls, answer["stop"], answer["usage"]], sort_keys=True)


def helper_agrees(raw, ask):
    """Runs the SDK's accumulating class over the same question and says whether it agrees.

    It is a second call, so the calls' ids are its own; `raw` takes them for what follows.
    """
    try:
        helped = ask()
        wanted, got = facts(raw), facts(helped)
        if wanted != got:
            return f"differs: raw {wanted}, helper {got}"
        raw["calls"] = helped["calls"]
        return "agrees"
    except Exception as error:  # the finding itself
        return f"throws {type(error).__name__}: {str(error)[:500]}"
