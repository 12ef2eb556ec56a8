/** Such as `[object Array]`, which distinguishes arrays and null from objects, in all realms (ECMA-262, 20.1.3.6). */
export const kindOf = (value: unknown): string => ({}).toString.call(value)
