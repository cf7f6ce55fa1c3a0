package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** An HTTP/2 client that sends any frames it is told to, lawful or not. */
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int INITIAL_WINDOW_SIZE = 4;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private static final int WAIT_MS = 10_000;

  /** A frame that came. */
  record Frame(int type, int flags, int stream, String payload) {
    /** The code of a GOAWAY. */
    int errorCode() {
      return payload.charAt(4) << 24
          | payload.charAt(5) << 16
          | payload.charAt(6) << 8
          | payload.charAt(7);
    }
  }

  private final Socket socket;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  RawHttp2(int port, int... settings) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(WAIT_MS);
    pending.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    var payload = new ByteArrayOutputStream();
    for (var i = 0; i < settings.length; i += 2) {
      payload.write(settings[i] >> 8);
      payload.write(settings[i]);
      writeInt(payload, settings[i + 1]);
    }
    frame(SETTINGS, 0, 0, payload.toByteArray());
  }

  RawHttp2 frame(int type, int flags, int stream, byte... payload) {
    pending.write(payload.length >> 16);
    pending.write(payload.length >> 8);
    pending.write(payload.length);
    pending.write(type);
    pending.write(flags);
    writeInt(pending, stream);
    pending.writeBytes(payload);
    return this;
  }

  /** A header block without use of the dynamic table. */
  static byte[] block(String method, String path) {
    var block = new ByteArrayOutputStream();
    literal(block, 2, method);
    block.write(0x86);
    literal(block, 4, path);
    literal(block, 1, "localhost");
    return block.toByteArray();
  }

  static void literal(ByteArrayOutputStream block, int nameIndex, String value) {
    block.write(nameIndex);
    block.write(value.length());
    block.writeBytes(value.getBytes(ISO_8859_1));
  }

  RawHttp2 get(int stream, String path) {
    return frame(HEADERS, END_STREAM | END_HEADERS, stream, block("GET", path));
  }

  /** Sends what is pending; returns whether the other side still took it. */
  boolean flush() {
    try {
      socket.getOutputStream().write(pending.toByteArray());
      pending.reset();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends what is pending, each byte in a segment of its own. */
  void flushByteByByte() throws IOException {
    socket.setTcpNoDelay(true);
    for (var b : pending.toByteArray()) {
      socket.getOutputStream().write(b);
    }
    pending.reset();
  }

  /** All frames until the connection ends. */
  List<Frame> readToEnd() throws IOException {
    var frames = new ArrayList<Frame>();
    var in = new DataInputStream(socket.getInputStream());
    try {
      while (true) {
        frames.add(read(in));
      }
    } catch (java.io.EOFException | java.net.SocketException e) {
      return frames;
    }
  }

  /** The next frame of a type. */
  Frame next(int type) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    while (true) {
      var frame = read(in);
      if (frame.type() == type) {
        return frame;
      }
    }
  }

  private static Frame read(DataInputStream in) throws IOException {
    var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    var type = in.readUnsignedByte();
    var flags = in.readUnsignedByte();
    var stream = in.readInt();
    return new Frame(type, flags, stream, new String(in.readNBytes(length), ISO_8859_1));
  }

  private static void writeInt(ByteArrayOutputStream to, int value) {
    to.write(value >> 24);
    to.write(value >> 16);
    to.write(value >> 8);
    to.write(value);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
