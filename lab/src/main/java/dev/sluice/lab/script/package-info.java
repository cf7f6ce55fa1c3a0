/**
 * What is said: model names read as scripts, scenarios, texts, the demonstration. Knows no bytes.
 * Start reading with Scenes.
 */
@NullMarked
package dev.sluice.lab.script;

import org.jspecify.annotations.NullMarked;
