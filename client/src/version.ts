/** The version in package.json, which a browser cannot read. A test compares the two. */
export const version = '1.0.0'
