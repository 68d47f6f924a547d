/** Raised whenever a field of the event log changes its name or its meaning. Readers pass over types of events that they do not know. */
export const TRACE_VERSION = 1;
