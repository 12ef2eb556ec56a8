import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'

/** An SQL literal in the source: its fixed parts and the expressions between them. */
export interface SqlLiteral {
  place: string
  parts: string[]
  between: string[]
}

const SQL = /^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO|WITH|FROM)\s/

/** Every literal in a file that begins like SQL. */
export function sqlOf(file: string, text: string): SqlLiteral[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: SqlLiteral[] = []
  const add = (node: ts.Node, parts: string[], between: string[]) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    if (SQL.test(parts[0] ?? '')) found.push({ place: `${file}:${line}`, parts, between })
  }
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node)) add(node, [node.text], [])
    if (ts.isTemplateExpression(node)) {
      const spans = node.templateSpans
      add(
        node,
        [node.head.text, ...spans.map(span => span.literal.text)],
        spans.map(span => span.expression.getText()),
      )
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
      const texts = [node.left, node.right].filter(ts.isStringLiteralLike)
      // Concatenation counts as interpolation.
      if (texts.some(literal => SQL.test(literal.text)))
        add(
          node,
          texts.map(literal => literal.text),
          [node.getText()],
        )
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

export const serverSources: [file: string, text: string][] = globSync('server/**/*.ts')
  .filter(file => !file.endsWith('.gen.ts'))
  .map(file => [file, readFileSync(file, 'utf8')])
