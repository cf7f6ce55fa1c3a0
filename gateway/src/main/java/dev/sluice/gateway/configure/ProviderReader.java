package dev.sluice.gateway.configure;

import dev.sluice.dialect.Protocol;
import dev.sluice.dialect.Protocols;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one provider of the file. */
final class ProviderReader {

  private static final int NAME_CHARS_MAX = 64;
  private static final Set<String> KNOWN =
      Set.of("dialect", "base-url", "key", "key-file", "region", "without", "anthropic-version");
  private static final Set<String> LATER = Set.of("addressing", "api-version", "api");
  private static final List<String> DIALECTS_LATER =
      List.of("responses", "uistream", "sluice", "azure");
  private static final Set<String> VERSIONS =
      Set.of(Accesses.VERSION_WITH_API_KEY, Accesses.VERSION_WITH_BEARER);

  private final Path file;
  private final Section.Reading reading;

  ProviderReader(Path file, Section.Reading reading) {
    this.file = file;
    this.reading = reading;
  }

  /** The provider, or nothing where its problems leave none. */
  Optional<ProviderEntry> read(Node at, String name, Node node) {
    if (!isName(name)) {
      reading.problems().at(at, "a provider's name has 1 to 64 letters, digits, '-', '_' and '.'");
    }
    var section = Section.of(node, reading, KNOWN, LATER);
    var protocol = dialect(section);
    var key = key(section);
    var region = section.text("region");
    var version = version(section, protocol);
    var without = new HashSet<String>(section.texts("without"));
    if (protocol.isEmpty()) {
      return Optional.empty();
    }
    var bedrock = protocol.get().keyScheme() == Protocol.KeyScheme.AWS;
    if (bedrock && region.isEmpty()) {
      reading.problems().at(section.node(), "'region' is missing here, such as us-east-1");
    } else if (!bedrock && section.has("region")) {
      reading.problems().at(section.key("region"), "'region' belongs to the dialect bedrock only");
    }
    if (!bedrock && key.isEmpty() && !hasKey(section) && !section.has("base-url")) {
      reading
          .problems()
          .at(
              section.node(),
              "'key' or 'key-file' is missing here; only a server that 'base-url' names may need"
                  + " none");
    }
    var url = url(section, protocol.get(), region.orElse(""));
    if (url == null) {
      return Optional.empty();
    }
    var access =
        Accesses.of(protocol.get(), key, region.orElse(""), version, reading.environment());
    return Optional.of(new ProviderEntry(name, url, access, protocol.get(), without, version));
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 0x7e || (!Character.isLetterOrDigit(c) && "-_.".indexOf(c) < 0)) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= NAME_CHARS_MAX;
  }

  private Optional<Protocol> dialect(Section section) {
    var name = section.required("dialect");
    var protocol = Protocols.named(name);
    if (protocol.isEmpty() && !name.isEmpty()) {
      if (DIALECTS_LATER.contains(name)) {
        section.wrong("dialect", alternatives() + " (others come later)", name);
      } else {
        section.wrong(
            "dialect",
            alternatives()
                + Suggestion.of(name, Protocols.names())
                    .map(near -> " (did you mean " + near + "?)")
                    .orElse(""),
            name);
      }
    }
    return protocol;
  }

  private static String alternatives() {
    var names = Protocols.names();
    var last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private static boolean hasKey(Section section) {
    return section.has("key") || section.has("key-file");
  }

  private Optional<String> key(Section section) {
    if (section.has("key") && section.has("key-file")) {
      reading.problems().at(section.key("key-file"), "give 'key' or 'key-file', not both");
      return Optional.empty();
    }
    var key =
        section
            .text("key")
            .or(() -> section.text("key-file").flatMap(path -> inFile(section, path)));
    if (key.isPresent() && !Accesses.isKey(key.get())) {
      reading
          .problems()
          .at(
              section.key(section.has("key") ? "key" : "key-file"),
              "a key is printable ASCII without spaces");
      return Optional.empty();
    }
    return key;
  }

  private Optional<String> inFile(Section section, String path) {
    return switch (KeyFile.read(file.toAbsolutePath().resolveSibling(path))) {
      case KeyFile.Result.Key key -> Optional.of(key.key());
      case KeyFile.Result.Refused refused -> {
        reading.problems().at(section.value("key-file").orElse(section.node()), refused.message());
        yield Optional.empty();
      }
    };
  }

  private Optional<String> version(Section section, Optional<Protocol> protocol) {
    var version = section.text("anthropic-version");
    if (version.isPresent() && !VERSIONS.contains(version.get())) {
      section.wrong(
          "anthropic-version",
          Accesses.VERSION_WITH_API_KEY + " or " + Accesses.VERSION_WITH_BEARER,
          version.get());
      return Optional.empty();
    }
    if (version.isPresent()
        && protocol.filter(it -> it.keyScheme() != Protocol.KeyScheme.HEADER).isPresent()) {
      reading
          .problems()
          .at(
              section.key("anthropic-version"),
              "'anthropic-version' belongs to the dialect anthropic only");
    }
    return version;
  }

  private @Nullable URI url(Section section, Protocol protocol, String region) {
    if (!section.has("base-url")) {
      return BaseUrl.parse(
              protocol.baseUrl().replace("{region}", region.isEmpty() ? "us-east-1" : region))
          .orElse(null);
    }
    var text = section.text("base-url");
    var url = text.flatMap(BaseUrl::parse);
    if (text.isPresent() && url.isEmpty()) {
      section.wrong("base-url", BaseUrl.EXPECTED, BaseUrl.shown(text.get()));
    }
    return url.orElse(null);
  }
}
