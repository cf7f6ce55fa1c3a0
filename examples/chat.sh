#!/usr/bin/env bash
# Streams an answer over OpenAI's Chat Completions with curl alone.
set -euo pipefail
curl --silent --show-error --no-buffer --fail-with-body \
  "${SLUICE_URL:-http://127.0.0.1:8080}/v1/chat/completions" \
  -H 'content-type: application/json' \
  -H "authorization: Bearer ${SLUICE_KEY:-any}" \
  -d '{"model": "'"${SLUICE_MODEL:-demo}"'", "stream": true,
       "messages": [{"role": "user", "content": "Explain streaming in two sentences."}]}'
