/** Tests of Converse and ConverseStream, against the shared recordings and examples of our own. */
@NullMarked
package dev.sluice.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
