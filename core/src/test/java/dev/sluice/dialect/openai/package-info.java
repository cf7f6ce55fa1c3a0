@NullMarked
package dev.sluice.dialect.openai;

import org.jspecify.annotations.NullMarked;
