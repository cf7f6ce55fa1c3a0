"""Streams an answer with the official AWS SDK: pip install boto3; python chat_bedrock.py"""

import os

import boto3

# Signed with any key pair: it is not verified.
client = boto3.client(
    "bedrock-runtime",
    endpoint_url=os.environ.get("SLUICE_URL", "http://127.0.0.1:8080"),
    region_name="us-east-1",
    aws_access_key_id="any",
    aws_secret_access_key="any",
)


def send_key(request, **_):
    """Where the gateway has keys, one goes beside the signature: boto3 sends a bearer token over https only."""
    if "SLUICE_KEY" in os.environ:
        request.headers["x-api-key"] = os.environ["SLUICE_KEY"]


client.meta.events.register("before-send.bedrock-runtime", send_key)

answer = client.converse_stream(
    modelId=os.environ.get("SLUICE_MODEL", "demo"),
    messages=[{"role": "user", "content": [{"text": "Explain streaming in two sentences."}]}],
)
for event in answer["stream"]:
    print(event.get("contentBlockDelta", {}).get("delta", {}).get("text", ""), end="", flush=True)
print()
