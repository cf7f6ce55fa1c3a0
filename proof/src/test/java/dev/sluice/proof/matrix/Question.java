package dev.sluice.proof.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The job line that puts a cell's call to its driver. */
final class Question {
  /** The SDK's own clock where it meets the lab alone. */
  static final int DIRECT_TIMEOUT_MILLIS = 2_000;

  /** The SDK's clock behind the gateway, whose own clocks must be the ones that ring. */
  static final int GATEWAY_TIMEOUT_MILLIS = 20_000;

  /** What a driver waits beyond the SDK's clock before it calls the SDK hung. */
  static final int WATCH_EXTRA_MILLIS = 1_500;

  static final int PATIENT_MILLIS = 60_000;
  static final int WARM_UP_MILLIS = 80_000;

  static final String WEATHER = "get_weather";
  static final String TIME = "get_time";
  static final String PING = "ping";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Question() {}

  static ObjectNode of(Cell cell, Servers servers) {
    var job = JSON.createObjectNode();
    job.put("id", cell.name());
    job.put("baseUrl", servers.address(cell));
    job.put("model", model(cell));
    job.put("mode", cell.mode().label);
    key(cell, job);
    job.put("user", "What is the weather in Oslo?");
    job.put("maxTokens", cell.scenario() == Scenario.LENGTH ? 16 : 4096);
    var timeout = timeoutMillis(cell);
    job.put("timeoutMs", timeout);
    job.put("watchMs", timeout + WATCH_EXTRA_MILLIS);
    ask(cell, job);
    return job;
  }

  /** The job that makes a driver load its SDK, in the same form as a cell's. */
  static ObjectNode warmUp(Client client, Mode mode, Servers servers) {
    var job = of(new Cell(client, Upstream.DIRECT, mode, Scenario.TOOL), servers);
    return job.put("id", "warm-up/" + mode.label).put("watchMs", WARM_UP_MILLIS);
  }

  private static String model(Cell cell) {
    var prefix = cell.direct() ? "" : cell.upstream().label + "/";
    return prefix + "lab-" + cell.scenario().lab;
  }

  private static int timeoutMillis(Cell cell) {
    if (!cell.direct()) return GATEWAY_TIMEOUT_MILLIS;
    return cell.scenario().kind == Scenario.Kind.BROKEN ? DIRECT_TIMEOUT_MILLIS : PATIENT_MILLIS;
  }

  private static void key(Cell cell, ObjectNode job) {
    if (cell.refusedByGateway()) {
      job.put("apiKey", "wrong-key");
    } else if (cell.client().protocol == Protocol.CONVERSE) {
      job.put("apiKey", Servers.ACCESS_KEY).put("secret", Servers.SECRET_KEY);
    } else {
      job.put("apiKey", Servers.PROVIDER_KEY);
    }
  }

  private static void ask(Cell cell, ObjectNode job) {
    switch (cell.scenario()) {
      case TEXT -> job.put("helper", true);
      case TOOL -> {
        job.put("helper", true);
        tools(job, WEATHER);
      }
      case TOOLS2 -> {
        job.put("helper", true);
        tools(job, WEATHER, TIME);
      }
      case TOOLNOARGS -> {
        job.put("helper", true);
        tools(job, PING);
      }
      case LOOP -> {
        job.put("helper", true).put("loop", true);
        tools(job, WEATHER);
      }
      case REASONING -> job.put("helper", true).put("reasoning", true);
      case REASONLOOP -> {
        job.put("helper", true).put("loop", true).put("reasoning", true);
        tools(job, WEATHER);
      }
      case USAGE, LENGTH -> job.put("helper", true);
      case STOP -> {
        job.put("helper", true);
        job.putArray("stop").add(Expected.STOP_SEQUENCE);
      }
      case S400,
          S401,
          S401_PROVIDER,
          S404,
          S429,
          S500,
          S529,
          ERROR_EVENT,
          CUT,
          FIN,
          STALL,
          BAD_FRAME -> {}
    }
  }

  private static void tools(ObjectNode job, String... names) {
    var tools = job.putArray("tools");
    var results = job.putObject("toolResults");
    for (var name : names) {
      tools
          .addObject()
          .put("name", name)
          .put("description", "Tells " + name)
          .set("schema", schema(name));
      results.put(name, "result of " + name);
    }
  }

  private static JsonNode schema(String tool) {
    var schema = JSON.createObjectNode().put("type", "object");
    var properties = schema.putObject("properties");
    if (tool.equals(PING)) return schema;
    var city = properties.putObject("city").put("type", "string");
    city.put("description", "Name of the city");
    schema.putArray("required").add("city");
    return schema;
  }
}
