interface Component {
  'bom-ref': string
  name: string
}

/** CycloneDX, as far as it is read here. */
export interface Sbom {
  metadata: { component: Component }
  components: Component[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

/**
 * Keeps the packages that run in production. `npm sbom --omit dev` leaves out too many: every package that a development
 * dependency needs as well.
 * @param sbom all packages of the lock file
 */
export function productionOnly(sbom: Sbom, manifest: { name: string; dependencies: Record<string, string> }): Sbom {
  const dependsOn = new Map(sbom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
  const { component } = sbom.metadata
  const direct = Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`)
  const found = new Set<string>()
  const visit = (ref: string) => {
    if (found.has(ref)) return
    found.add(ref)
    for (const next of dependsOn.get(ref) ?? []) visit(next)
  }
  for (const ref of direct) visit(ref)
  const graph = [
    { ref: component['bom-ref'], dependsOn: direct },
    ...sbom.dependencies.filter(({ ref }) => found.has(ref)),
  ]
  return {
    ...sbom,
    // npm takes the name of the folder.
    metadata: { ...sbom.metadata, component: { ...component, name: manifest.name } },
    components: sbom.components.filter(each => found.has(each['bom-ref'])),
    dependencies: graph,
  }
}
