package dev.sluice.gateway.http;

/** What a request's head is found to be. */
sealed interface HeadVerdict permits RequestHead, HeadVerdict.Refused {

  record Refused(Refusal refusal) implements HeadVerdict {}
}
