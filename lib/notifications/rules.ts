/** The database channel on which open pages are woken: account ids, separated by commas. */
export const MESSAGE_CHANNEL = "portal_messages";
