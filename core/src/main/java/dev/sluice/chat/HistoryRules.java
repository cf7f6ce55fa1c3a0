package dev.sluice.chat;

/**
 * What a target asks of the conversation that it is sent. All of them want the user first, turns
 * that alternate, no blank text, and the results of a turn's calls right behind it; {@link Turns}
 * sees to that for everyone.
 *
 * @param ids how ids of calls are spelt
 * @param names how names of tools are spelt
 * @param systemAnywhere whether system text may stand between the turns; else it goes into the next
 *     turn of the user
 * @param prefill whether the conversation may end with the beginning of the answer; else the user
 *     asks to go on
 * @param thoughtsLead whether reasoning must stand first in its turn, and never last
 */
public record HistoryRules(
    Spelling ids, Spelling names, boolean systemAnywhere, boolean prefill, boolean thoughtsLead) {}
