package dev.sluice.gateway.configure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the configuration: a YAML file, strictly, and where it names no provider (or there is no
 * file) the providers that the SDKs' own environment variables name. Everything that is wrong is
 * told at once.
 */
public final class ConfigurationReader {

  private static final long FILE_BYTES_MAX = 1 << 20;
  private static final int DEPTH_MAX = 20;
  private static final int ADMIN_TOKEN_CHARS_MIN = 16;
  private static final Set<String> TOP =
      Set.of(
          "listen",
          "admin",
          "admin-token",
          "providers",
          "routes",
          "keys",
          "cors",
          "hosts",
          "limits");
  private static final Set<String> TOP_LATER = Set.of("data");

  private static final Pattern UNQUOTED_VARIABLE =
      Pattern.compile("[:,\\[]\\s*\\$\\{(\\w{1,64})\\}");

  private final Map<String, String> environment;

  public ConfigurationReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Reads without a file. */
  public ConfigurationResult read() {
    var problems = new Problems("environment");
    var providers = new EnvironmentProviders(environment, problems).read();
    return problems.none()
        ? new ConfigurationResult.Valid(
            defaults(providers, new EnvironmentHints(environment).read()))
        : new ConfigurationResult.Invalid(problems.inOrder());
  }

  private static Configuration defaults(List<ProviderEntry> providers, List<String> hints) {
    return new Configuration(
        Configuration.LISTEN,
        Configuration.ADMIN,
        providers,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Limits.defaults(),
        Optional.empty(),
        hints);
  }

  /** Reads a file. */
  public ConfigurationResult read(Path file) {
    String text;
    try {
      if (!Files.isRegularFile(file)) {
        return unreadable(
            file,
            Files.exists(file)
                ? "is not a file"
                : "no such file; give the path of the configuration by --config or SLUICE_CONFIG");
      }
      if (Files.size(file) > FILE_BYTES_MAX) {
        return unreadable(file, "is over " + Quantity.text(FILE_BYTES_MAX));
      }
      text = Files.readString(file, UTF_8);
    } catch (CharacterCodingException e) {
      return unreadable(file, "is not UTF-8 text");
    } catch (IOException e) {
      return unreadable(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return read(file, text);
  }

  private static ConfigurationResult unreadable(Path file, String why) {
    return new ConfigurationResult.Invalid(List.of(new Problem(file.toString(), why)));
  }

  /**
   * Reads a text.
   *
   * @param file its name in messages; key files are relative to its folder
   */
  public ConfigurationResult read(Path file, String text) {
    var problems = new Problems(file.toString());
    var configuration = new Pass(file, problems).read(text);
    return problems.none()
        ? new ConfigurationResult.Valid(configuration)
        : new ConfigurationResult.Invalid(problems.inOrder());
  }

  /** One reading of one text. */
  private final class Pass {
    private final Path file;
    private final Problems problems;
    private final Section.Reading reading;

    Pass(Path file, Problems problems) {
      this.file = file;
      this.problems = problems;
      this.reading = new Section.Reading(problems, environment);
    }

    Configuration read(String text) {
      return compose(text).map(this::configuration).orElseGet(() -> fromEnvironment());
    }

    private Optional<Node> compose(String text) {
      var settings =
          LoadSettings.builder()
              .setUseMarks(true)
              .setAllowNonScalarKeys(true)
              .setMaxAliasesForCollections(50)
              .setCodePointLimit((int) FILE_BYTES_MAX)
              .build();
      try {
        return new Compose(settings).composeString(text);
      } catch (MarkedYamlEngineException e) {
        var mark = e.getProblemMark().or(e::getContextMark);
        var message =
            "this is not YAML: " + Optional.ofNullable(e.getProblem()).orElse("") + quoting(text);
        mark.ifPresentOrElse(
            at -> problems.at(at, message), () -> problems.of(file.toString(), message));
      } catch (YamlEngineException e) {
        problems.of(file.toString(), "this is not YAML: " + e.getMessage());
      } catch (StackOverflowError e) {
        problems.of(file.toString(), "this is nested too deeply, more than " + DEPTH_MAX);
      }
      return Optional.empty();
    }

    /** The usual reason: braces of a variable within braces of a mapping. */
    private static String quoting(String text) {
      var unquoted = UNQUOTED_VARIABLE.matcher(text);
      return unquoted.find()
          ? ". A variable in {…} or […] must be quoted: \"${" + unquoted.group(1) + "}\""
          : "";
    }

    private Configuration fromEnvironment() {
      return defaults(
          problems.none() ? new EnvironmentProviders(environment, problems).read() : List.of(),
          new EnvironmentHints(environment).read());
    }

    private Configuration configuration(Node root) {
      var top = Section.of(root, reading, TOP, TOP_LATER);
      var providers = providers(top);
      return new Configuration(
          address(top, "listen", Configuration.LISTEN),
          address(top, "admin", Configuration.ADMIN),
          providers,
          routes(top),
          keys(top),
          origins(top),
          hosts(top),
          top.value("limits")
              .map(node -> new LimitsReader(node, reading).read())
              .orElseGet(Limits::defaults),
          adminToken(top),
          hints);
    }

    private Optional<Access.Secret> adminToken(Section top) {
      var token = top.text("admin-token");
      if (token.isPresent()
          && (!Accesses.isKey(token.get()) || token.get().length() < ADMIN_TOKEN_CHARS_MIN)) {
        problems.at(
            top.value("admin-token").orElseThrow(),
            "'admin-token' must be "
                + ADMIN_TOKEN_CHARS_MIN
                + " or more printable ASCII characters without spaces (openssl rand -hex 16)");
        return Optional.empty();
      }
      return token.map(Access.Secret::new);
    }

    private Address address(Section top, String key, Address otherwise) {
      var text = top.text(key);
      var address = text.flatMap(Address::parse);
      if (text.isPresent() && address.isEmpty()) {
        top.wrong(key, "host:port, such as " + otherwise, text.get());
      }
      return address.orElse(otherwise);
    }

    private final Set<String> names = new HashSet<>();
    private List<String> hints = List.of();

    private List<ProviderEntry> providers(Section top) {
      var entries = new ArrayList<ProviderEntry>();
      top.value("providers")
          .ifPresent(node -> {
            var section = Section.named(node, reading);
            names.addAll(section.values().keySet());
            section
                .values()
                .forEach((name, value) ->
                    new ProviderReader(file, reading)
                        .read(section.key(name), name, value)
                        .ifPresent(entries::add));
          });
      if (names.isEmpty()) {
        entries.addAll(new EnvironmentProviders(environment, problems).read());
        entries.forEach(entry -> names.add(entry.name()));
        hints = new EnvironmentHints(environment).read();
      }
      if (names.isEmpty()) {
        names.add(Configuration.DEMO);
      }
      return entries;
    }

    private List<RouteEntry> routes(Section top) {
      var routes = new ArrayList<RouteEntry>();
      for (var node : top.items("routes")) {
        var section = Section.of(node, reading, Set.of("model", "to", "stream"), Set.of("journal"));
        var model = section.required("model");
        var to = section.texts("to");
        if (!section.has("to")) {
          problems.at(node, "'to' is missing here: the providers that serve the route");
        }
        for (var target : to) {
          target(section, target);
        }
        if (to.size() > 1) {
          section.wrong(
              "to",
              "one provider or provider/model: a second one would be for failover, which this"
                  + " version does not have",
              String.join(", ", to));
        }
        var stream = section.text("stream");
        if (stream.isPresent() && !stream.get().equals("never")) {
          section.wrong("stream", "'never', or left out", stream.get());
        }
        if (!model.isEmpty() && !to.isEmpty()) {
          routes.add(new RouteEntry(model, to, stream.isPresent()));
        }
      }
      return routes;
    }

    private void target(Section section, String target) {
      var provider = RouteEntry.provider(target);
      if (!names.contains(provider)) {
        problems.at(
            section.value("to").orElseThrow(),
            "no provider '"
                + provider
                + "'"
                + Suggestion.of(provider, names)
                    .map(name -> ", did you mean '" + name + "'?")
                    .orElse("; providers: " + String.join(", ", names)));
      } else if (target.endsWith("/")) {
        section.wrong("to", "provider or provider/model", target);
      }
    }

    private List<KeyEntry> keys(Section top) {
      var keys = new ArrayList<KeyEntry>();
      var seen = new HashSet<String>();
      for (var node : top.items("keys")) {
        var section = Section.of(node, reading, Set.of("name", "sha256"), Set.of("users"));
        var name = section.required("name");
        var sha256 = section.required("sha256");
        if (!name.isEmpty() && !seen.add(name)) {
          section.wrong("name", "a name of its own", name);
        }
        if (!sha256.isEmpty() && !isSha256(sha256)) {
          problems.at(
              section.value("sha256").orElse(node),
              "'sha256' must be the 64 hexadecimal digits of the key's SHA-256 (printf %s KEY |"
                  + " sha256sum), not the key");
        } else if (!name.isEmpty() && !sha256.isEmpty()) {
          keys.add(new KeyEntry(name, sha256));
        }
      }
      return keys;
    }

    private static boolean isSha256(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
          return false;
        }
      }
      return text.length() == 64;
    }

    private List<String> origins(Section top) {
      var cors = top.value("cors");
      if (cors.isEmpty()) {
        return List.of();
      }
      var section = Section.of(cors.get(), reading, Set.of("origins"), Set.of());
      var origins = section.texts("origins");
      for (var origin : origins) {
        if (!isOrigin(origin)) {
          section.wrong(
              "origins",
              "scheme://host[:port] without a path, such as http://localhost:3000",
              origin);
        }
      }
      return origins;
    }

    private static boolean isOrigin(String text) {
      try {
        var uri = new URI(text);
        return uri.getScheme() != null
            && uri.getHost() != null
            && uri.getRawPath().isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null;
      } catch (URISyntaxException e) {
        return false;
      }
    }

    private List<String> hosts(Section top) {
      var hosts = top.texts("hosts");
      for (var host : hosts) {
        if (host.indexOf('/') >= 0
            || (host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':'))) {
          top.wrong("hosts", "host names without scheme and port", host);
        }
      }
      return hosts;
    }
  }
}
