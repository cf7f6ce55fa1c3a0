package dev.sluice.gateway.configure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an environment seems to mean but does not say: a provider of which half is there, and names
 * near to one that is read. Never shows a value.
 */
final class EnvironmentHints {

  private static final int EDITS_MAX = 2;
  private static final int NAME_CHARS_MAX = 64;

  private static final Set<String> READ =
      Set.of(
          "OPENAI_API_KEY",
          "OPENAI_BASE_URL",
          "ANTHROPIC_API_KEY",
          "ANTHROPIC_BASE_URL",
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_PROFILE",
          "AWS_ROLE_ARN",
          Accesses.BEDROCK_KEY,
          "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
          "SLUICE_PORT",
          "SLUICE_ADMIN_PORT",
          "SLUICE_HOST",
          "SLUICE_CONFIG",
          "SLUICE_LOG",
          "SLUICE_LOG_LEVEL");

  /** Names of the SDKs and of AWS that mean something else, however near they are. */
  private static final Set<String> OTHERS =
      Set.of("AWS_DEFAULT_PROFILE", "AWS_ROLE_SESSION_NAME", "AWS_ENDPOINT_URL", "OPENAI_API_TYPE");

  /** Names that people use for one that is read. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "OPENAI_KEY", "OPENAI_API_KEY",
          "OPENAI_TOKEN", "OPENAI_API_KEY",
          "OPENAI_API_TOKEN", "OPENAI_API_KEY",
          "OPENAI_API_BASE", "OPENAI_BASE_URL",
          "ANTHROPIC_KEY", "ANTHROPIC_API_KEY",
          "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_API_KEY",
          "CLAUDE_API_KEY", "ANTHROPIC_API_KEY",
          "BEDROCK_API_KEY", Accesses.BEDROCK_KEY,
          "AWS_BEARER_TOKEN", Accesses.BEDROCK_KEY,
          "AWS_BEDROCK_REGION", "AWS_REGION");

  private final Map<String, String> environment;
  private final List<String> hints = new ArrayList<>();

  EnvironmentHints(Map<String, String> environment) {
    this.environment = new TreeMap<>(environment);
  }

  /** One line each, with what to do; empty where nothing is half done. */
  List<String> read() {
    anthropic();
    aws();
    for (var name : environment.keySet()) {
      if (set(name)) {
        misspelt(name);
      }
    }
    return hints;
  }

  private void anthropic() {
    if (set("ANTHROPIC_BASE_URL") && !set("ANTHROPIC_API_KEY")) {
      hints.add("ANTHROPIC_BASE_URL is set, ANTHROPIC_API_KEY is not: set both, or neither");
    }
  }

  private void aws() {
    var region = set("AWS_REGION") || set("AWS_DEFAULT_REGION");
    var credential =
        EnvironmentProviders.AWS_CREDENTIALS.stream().filter(this::set).findFirst().orElse("");
    if (!credential.isEmpty() && !region) {
      hints.add(
          credential
              + " is set, but no region: set AWS_REGION, such as us-east-1, to have Bedrock");
    } else if (credential.isEmpty() && region) {
      hints.add(
          "a region of AWS is set, but no credentials: set AWS_ACCESS_KEY_ID with"
              + " AWS_SECRET_ACCESS_KEY, AWS_PROFILE, AWS_ROLE_ARN or AWS_BEARER_TOKEN_BEDROCK to"
              + " have Bedrock, or unset it");
    } else if (credential.isEmpty() && set("AWS_ENDPOINT_URL_BEDROCK_RUNTIME")) {
      hints.add(
          "AWS_ENDPOINT_URL_BEDROCK_RUNTIME is set, but neither a region nor credentials: set"
              + " AWS_REGION and AWS_BEARER_TOKEN_BEDROCK or others, or unset it");
    }
    if (set("AWS_ACCESS_KEY_ID") != set("AWS_SECRET_ACCESS_KEY")) {
      hints.add("of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY only one is set: set both");
    }
  }

  private void misspelt(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    if (READ.contains(name) || OTHERS.contains(name) || name.length() > NAME_CHARS_MAX) {
      return;
    }
    var meant = READ.contains(upper) ? upper : ALIASES.getOrDefault(upper, near(upper));
    if (!meant.isEmpty() && !set(meant)) {
      hints.add(name + " is not read here: did you mean " + meant + "?");
    }
  }

  private static String near(String name) {
    for (var known : READ) {
      if (Math.abs(known.length() - name.length()) <= EDITS_MAX
          && Suggestion.edits(name, known) <= EDITS_MAX) {
        return known;
      }
    }
    return "";
  }

  private boolean set(String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }
}
