"""Streams an answer with the official AWS SDK: pip install boto3; python chat_bedrock.py"""

import os

import boto3

# Signed with any key pair, as long as the gateway has no keys of its own configured.
client = boto3.client(
    "bedrock-runtime",
    endpoint_url=os.environ.get("SLUICE_URL", "http://127.0.0.1:8080"),
    region_name="us-east-1",
    aws_access_key_id="any",
    aws_secret_access_key="any",
)

answer = client.converse_stream(
    modelId=os.environ.get("SLUICE_MODEL", "demo"),
    messages=[{"role": "user", "content": [{"text": "Explain streaming in two sentences."}]}],
)
for event in answer["stream"]:
    print(event.get("contentBlockDelta", {}).get("delta", {}).get("text", ""), end="", flush=True)
print()
