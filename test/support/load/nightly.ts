/** With NIGHTLY=1, the tests of test/system that break things do it more often and for longer. */
export const isNightly = process.env.NIGHTLY === '1'
