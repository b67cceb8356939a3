/** A thing that an action does and that is not compiled yet: the message is the reason that users read. */
export class NotCompiled extends Error {}
