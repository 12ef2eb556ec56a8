/** The fields of package.json that say where a package comes from. @param repository owner and name on GitHub */
export const addressOf = (repository: string, directory: string) => ({
  homepage: `https://github.com/${repository}/tree/main/${directory}#readme`,
  bugs: { url: `https://github.com/${repository}/issues` },
  // Provenance is refused unless this is the repository of the workflow.
  repository: { type: 'git', url: `git+https://github.com/${repository}.git`, directory },
})
