import { type Contract, operationsByTag } from './contract.ts'
import { introductionOf } from './guide.ts'
import { slugOf } from './slug.ts'

/** An overview with links for language models, in the format of llmstxt.org. */
export function renderLlms(contract: Contract, origin: string): string {
  const { title, summary, description } = contract.info
  const tags = operationsByTag(contract).map(({ name, operations }) => {
    const lines = operations.map(
      operation =>
        `- [${operation.summary}](${origin}/docs.md#${slugOf(operation.summary)}): \`${operation.method} ${operation.path}\``,
    )
    return [`## ${name}`, '', ...lines].join('\n')
  })
  return `${[
    `# ${title}`,
    ...(summary === undefined ? [] : [`> ${summary}`]),
    introductionOf(description).replaceAll(/\s*\n\s*/g, ' '),
    `The server of this page is ${origin}. All paths are relative to it.`,
    `## Reference

- [Reference in Markdown](${origin}/docs.md): guide, and all operations with their parameters, fields, errors and samples, on one page
- [OpenAPI document](${origin}/openapi.yaml): the contract itself, OpenAPI 3.1 in YAML`,
    ...tags,
    `## Optional

- [OpenAPI document as JSON](${origin}/openapi.json): the same document as JSON`,
  ].join('\n\n')}\n`
}
