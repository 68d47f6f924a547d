/** The Python exception classes that a value function may ask the VM to raise. */
export type PythonErrorName =
  | 'IndexError'
  | 'KeyError'
  | 'LookupError'
  | 'MemoryError'
  | 'OverflowError'
  | 'TypeError'
  | 'UnicodeDecodeError'
  | 'UnicodeEncodeError'
  | 'ValueError'
  | 'ZeroDivisionError';

/**
 * Raised by the pure value functions where CPython raises: the VM turns it into a guest exception
 * of class `pythonType` with `message` as its single argument. It is the Python program's error,
 * never midden's own.
 */
export class ValueFunctionError extends Error {
  readonly pythonType: PythonErrorName;

  constructor(pythonType: PythonErrorName, message: string) {
    super(message);
    this.name = 'ValueFunctionError';
    this.pythonType = pythonType;
  }
}

export function valueError(message: string): ValueFunctionError {
  return new ValueFunctionError('ValueError', message);
}

export function typeError(message: string): ValueFunctionError {
  return new ValueFunctionError('TypeError', message);
}

export function overflowError(message: string): ValueFunctionError {
  return new ValueFunctionError('OverflowError', message);
}

export function zeroDivisionError(message: string): ValueFunctionError {
  return new ValueFunctionError('ZeroDivisionError', message);
}
