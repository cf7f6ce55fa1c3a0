# Finds a JDK 25 and exports it as JAVA_HOME; sourced by ./sluice and ./check.

jdk_is_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[."+-]' "$1/release"
}

jdk_find() {
  local folder java
  if [ -n "${JAVA_HOME:-}" ] && jdk_is_25 "$JAVA_HOME"; then
    return 0
  fi
  java=$(command -v java || true)
  if [ -n "$java" ]; then
    java=$(readlink -f "$java" 2>/dev/null || echo "$java")
    folder=${java%/bin/java}
    if jdk_is_25 "$folder"; then
      export JAVA_HOME=$folder
      return 0
    fi
  fi
  for folder in ${SLUICE_JDK_FOLDERS-/usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home}; do
    if jdk_is_25 "$folder"; then
      export JAVA_HOME=$folder
      return 0
    fi
  done
  cat >&2 <<'TEXT'
sluice: no JDK 25 found. Sluice is built and run by one; none of these is it: JAVA_HOME, the java on
PATH, /usr/lib/jvm/*, /opt/*, ~/.sdkman/candidates/java/*, ~/.jdks/*. Get one in either of these ways:
  Debian, Ubuntu   apt install openjdk-25-jdk      (or temurin-25-jdk from https://adoptium.net)
  Fedora           dnf install java-25-openjdk-devel
  macOS            brew install openjdk@25
  anywhere         sdk install java 25-tem         (https://sdkman.io)
or unpack any JDK 25 and say where it is:  JAVA_HOME=/folder/of/jdk-25 ./sluice
TEXT
  return 1
}
