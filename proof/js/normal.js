// The form in which every driver reports, and the pieces that all JavaScript drivers share.

/** An empty answer of one turn. */
export function blank() {
  return { text: '', reasoning: '', refusal: '', calls: [], stop: null, usage: null };
}

/** What the SDK raised, in words that can be compared. */
export function failureOf(error) {
  const own = error?.constructor?.name;
  return {
    class: own && own !== 'Error' && own !== 'Object' ? own : (error?.name ?? String(error)),
    status: error?.status ?? error?.$metadata?.httpStatusCode ?? null,
    type: error?.type ?? error?.code ?? error?.name ?? null,
    code: typeof error?.code === 'string' ? error.code : null,
    message: String(error?.message ?? error).slice(0, 500),
    requestId: error?.requestID ?? error?.request_id ?? error?.$metadata?.requestId ?? null,
  };
}

/**
 * Runs the SDK's accumulating class over the same question and says whether it agrees with the raw
 * stream. It is a second call, so the calls' ids are its own; `raw` takes them for what follows.
 */
export async function helperAgrees(raw, ask) {
  try {
    const helped = await ask();
    const wanted = facts(raw);
    const got = facts(helped);
    if (wanted !== got) return `differs: raw ${wanted}, helper ${got}`;
    raw.calls = helped.calls;
    return 'agrees';
  } catch (error) {
    const failure = failureOf(error);
    return `throws ${failure.class}: ${failure.message}`;
  }
}

function facts(answer) {
  const calls = answer.calls.map((call) => [call.name, JSON.parse(call.args || '{}')]);
  return JSON.stringify([answer.text, calls, answer.stop, answer.usage]);
}
