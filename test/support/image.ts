import { readFileSync } from 'node:fs'

/** The files and folders of the project that deploy/Dockerfile copies into the image, each under the same path. */
export const copiedByImage = (): string[] =>
  [...readFileSync('deploy/Dockerfile', 'utf8').matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, files = '']) =>
    files.split(' '),
  )
