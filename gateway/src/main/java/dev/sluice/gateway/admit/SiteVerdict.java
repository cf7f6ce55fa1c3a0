package dev.sluice.gateway.admit;

import dev.sluice.chat.Failure;
import java.util.Map;

/** Whether a request was meant for us and comes from a page that may ask us. */
public sealed interface SiteVerdict {

  /** Serve it; the headers go onto its answer, whatever that is. */
  record Allowed(Map<String, String> headers) implements SiteVerdict {
    public Allowed {
      headers = Map.copyOf(headers);
    }
  }

  /** Answer a browser's preflight: 204 with these headers and no body. */
  record Preflight(Map<String, String> headers) implements SiteVerdict {
    public Preflight {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Refuse.
   *
   * @param status 421 for a foreign host, 403 for a foreign origin
   */
  record Refused(int status, Failure failure) implements SiteVerdict {}
}
