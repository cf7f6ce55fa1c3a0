"""Streams an answer with the official AWS SDK: pip install boto3; python chat_bedrock.py"""

import os

import boto3

# Without SLUICE_KEY signed with any key pair, which passes as long as the gateway has no keys configured.
key = os.environ.get("SLUICE_KEY")
if key:
    os.environ["AWS_BEARER_TOKEN_BEDROCK"] = key
client = boto3.client(
    "bedrock-runtime",
    endpoint_url=os.environ.get("SLUICE_URL", "http://127.0.0.1:8080"),
    region_name="us-east-1",
    aws_access_key_id=None if key else "any",
    aws_secret_access_key=None if key else "any",
)

answer = client.converse_stream(
    modelId=os.environ.get("SLUICE_MODEL", "demo"),
    messages=[{"role": "user", "content": [{"text": "Explain streaming in two sentences."}]}],
)
for event in answer["stream"]:
    print(event.get("contentBlockDelta", {}).get("delta", {}).get("text", ""), end="", flush=True)
print()
