"""Streams an answer with the official OpenAI SDK: pip install openai; python chat_openai.py"""

import os

from openai import OpenAI

url = os.environ.get("SLUICE_URL", "http://127.0.0.1:8080")
client = OpenAI(base_url=url + "/v1", api_key=os.environ.get("SLUICE_KEY", "any"))

stream = client.chat.completions.create(
    model=os.environ.get("SLUICE_MODEL", "demo"),
    messages=[{"role": "user", "content": "Explain streaming in two sentences."}],
    stream=True,
)
for chunk in stream:
    if chunk.choices and chunk.choices[0].delta.content:
        print(chunk.choices[0].delta.content, end="", flush=True)
print()
