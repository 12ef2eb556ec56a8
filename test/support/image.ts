import { readFileSync } from 'node:fs'

/** The files and folders of the project that deploy/Dockerfile copies into the image, each under the same path. */
export const copiedByImage = (): string[] =>
  [...dockerfile().matchAll(/^COPY --chmod=755 (.+) \S+$/gm)].flatMap(([, files = '']) => files.split(' '))

/** The commands that delete files of packages, which the server does not need. */
export const deletionsOfImage = (): string[] =>
  [...dockerfile().matchAll(/&& (find .+ -delete)/g)].map(([, command = '']) => command)

const dockerfile = () => readFileSync('deploy/Dockerfile', 'utf8')
