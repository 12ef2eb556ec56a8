/** That of package.json, which a browser cannot read; a test holds the two together. */
export const version = '1.0.0'
