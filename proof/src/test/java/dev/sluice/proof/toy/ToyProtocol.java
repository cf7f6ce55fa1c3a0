package dev.sluice.proof.toy;

import dev.sluice.dialect.Dialect;
import dev.sluice.dialect.Protocol;
import java.util.List;
import java.util.Map;

/** Found by the line in {@code META-INF/services}. */
public final class ToyProtocol implements Protocol {

  private final Dialect dialect = new ToyDialect();

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public String baseUrl() {
    return "http://127.0.0.1:1";
  }

  @Override
  public KeyScheme keyScheme() {
    return KeyScheme.BEARER;
  }

  @Override
  public boolean knows(String model) {
    return model.startsWith("toy-");
  }

  @Override
  public List<String> modelPatterns() {
    return List.of("toy-*");
  }

  @Override
  public String smallModel() {
    return "toy-1";
  }

  @Override
  public PathUse path(String path) {
    return path.equals("/toy") ? PathUse.CHAT : PathUse.NONE;
  }

  @Override
  public boolean speaks(Map<String, String> headers) {
    return headers.containsKey("toy");
  }

  @Override
  public String advice(String here) {
    return "toys reach POST " + here + "/toy";
  }
}
