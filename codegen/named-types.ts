import ts from 'typescript'
import { createNames } from './names.ts'

/** Names of openapi-typescript's types, and of the global types that they use. */
const TAKEN = ['paths', 'webhooks', 'components', 'operations', '$defs', 'Blob', 'Record']

const { factory } = ts

type Members = readonly ts.TypeElement[]
type Naming = (member: string) => string

/**
 * Moves each schema, response and operation into a declaration of its own, so that editors and error messages show `Invoice` and not its
 * properties. `components["schemas"]["Invoice"]` is the same type. Only the names of schemas are exported.
 */
export function withNamedTypes(nodes: ts.Node[]): ts.Node[] {
  const identifierFor = createNames(TAKEN)
  const declarations: ts.Node[] = []

  const naming = (nameOf: Naming, modifiers: ts.Modifier[]) => (members: Members) =>
    members.map(member => {
      if (!ts.isPropertySignature(member) || !member.type) return member
      const name = identifierFor(nameOf(nameOfMember(member)))
      declarations.push(withCommentsOf(member, declarationOf(name, member.type, modifiers)))
      const reference = factory.createTypeReferenceNode(name)
      return factory.createPropertySignature(member.modifiers, member.name, member.questionToken, reference)
    })
  const nameSchemas = naming(name => name, [factory.createModifier(ts.SyntaxKind.ExportKeyword)])
  const nameResponses = naming(name => `${name}Response`, [])
  const nameOperations = naming(name => `${name.charAt(0).toUpperCase()}${name.slice(1)}Operation`, [])

  return [
    ...nodes
      .map(node => inInterface(node, 'components', members => inMember(members, 'schemas', nameSchemas)))
      .map(node => inInterface(node, 'components', members => inMember(members, 'responses', nameResponses)))
      .map(node => inInterface(node, 'operations', nameOperations)),
    ...declarations,
  ]
}

const nameOfMember = ({ name }: ts.PropertySignature): string => (name as ts.Identifier | ts.StringLiteral).text

/** The node itself unless it is the interface of this name. */
function inInterface(node: ts.Node, name: string, change: (members: Members) => Members): ts.Node {
  if (!ts.isInterfaceDeclaration(node) || node.name.text !== name) return node
  const { modifiers, typeParameters, heritageClauses, members } = node
  return factory.createInterfaceDeclaration(modifiers, node.name, typeParameters, heritageClauses, change(members))
}

function inMember(members: Members, name: string, change: (members: Members) => Members): Members {
  return members.map(member => {
    if (!ts.isPropertySignature(member) || nameOfMember(member) !== name) return member
    // `never` without any.
    if (!member.type || !ts.isTypeLiteralNode(member.type)) return member
    const type = factory.createTypeLiteralNode(change(member.type.members))
    return factory.createPropertySignature(member.modifiers, member.name, member.questionToken, type)
  })
}

/** An interface for an object, because its name is shown everywhere. */
function declarationOf(name: string, type: ts.TypeNode, modifiers: ts.Modifier[]): ts.Node {
  return ts.isTypeLiteralNode(type)
    ? factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, type.members)
    : factory.createTypeAliasDeclaration(modifiers, name, undefined, type)
}

const withCommentsOf = <T extends ts.Node>(source: ts.Node, target: T): T =>
  ts.setSyntheticLeadingComments(target, ts.getSyntheticLeadingComments(source))
