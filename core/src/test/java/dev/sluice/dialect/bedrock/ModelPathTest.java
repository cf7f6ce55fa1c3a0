package dev.sluice.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPathTest {

  @ParameterizedTest
  @CsvSource({
    "/model/us.x-v1%3A0/converse, us.x-v1:0, false",
    "/model/us.x-v1:0/converse-stream, us.x-v1:0, true",
    "/model/arn%3Aaws%3Abedrock%3Aus%3A1%3Ainference-profile%2Fus.x-v1%3A0/converse-stream,"
        + " arn:aws:bedrock:us:1:inference-profile/us.x-v1:0, true",
    "/model/arn:aws:bedrock:us:1:inference-profile/us.x-v1:0/converse,"
        + " arn:aws:bedrock:us:1:inference-profile/us.x-v1:0, false",
    "/model/a%252Fb/converse, a%2Fb, false",
    "/model/%C3%A9/converse, é, false"
  })
  void readsTheModelFromTheRawPath(String path, String model, boolean stream)
      throws InvalidRequest {
    assertThat(ModelPath.read(path)).isEqualTo(new ModelPath(model, stream));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/model//converse", "/model/converse", "/model/a%2/converse", "/model/a%zz/converse",
        "/models/a/converse", "/model/a/invoke", "", "/model/%20/converse"
      })
  void refusesWhatNamesNoModel(String path) {
    assertThatThrownBy(() -> ModelPath.read(path)).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void writesThePathAsSdksDo() throws InvalidRequest {
    var arn = new ModelPath("arn:aws:bedrock:us:1:inference-profile/us.x-v1:0", true);

    assertThat(arn.write())
        .isEqualTo(
            "/model/arn%3Aaws%3Abedrock%3Aus%3A1%3Ainference-profile%2Fus.x-v1%3A0/converse-stream");
    assertThat(ModelPath.read(arn.write())).isEqualTo(arn);
  }
}
