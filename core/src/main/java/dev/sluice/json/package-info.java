/**
 * Bounded reading and writing of JSON: {@link dev.sluice.json.JsonReader} pulls members from one
 * event without building a tree, {@link dev.sluice.json.Json} is the tree of a request, {@link
 * dev.sluice.json.JsonWriter} appends compact UTF-8. Numbers keep their text. Knows no protocol.
 */
@NullMarked
package dev.sluice.json;

import org.jspecify.annotations.NullMarked;
