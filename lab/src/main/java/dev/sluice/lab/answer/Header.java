package dev.sluice.lab.answer;

/** A response header; HTTP/2 sends the name in lower case. */
public record Header(String name, String value) {}
