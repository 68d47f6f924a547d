/** The library module contextvars, in Python. */
export const contextvarsSource = `"""Variables of a context: every thread and task has one of its own."""

from _contextvars import Context, ContextVar, Token, copy_context

__all__ = ["Context", "ContextVar", "Token", "copy_context"]
`;
