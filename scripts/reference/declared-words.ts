/** The words of a closed list in the order in which the code writes them: the compiler keeps them in another one. */
import ts from 'typescript';

export interface DeclaredWords {
  readonly order: readonly string[];
  /** Names of the types that they come from. */
  readonly aliases: readonly string[];
}

/** Of a property: every word that its declared type allows. */
export function declaredWords(property: ts.Symbol, checker: ts.TypeChecker): DeclaredWords {
  const order: string[] = [];
  const aliases: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) order.push(node.text);
    else if (ts.isTypeQueryNode(node)) order.push(...namesIn(checker.getTypeFromTypeNode(node), checker));
    else {
      const alias = ts.isTypeReferenceNode(node) ? aliasOf(node.typeName, checker) : undefined;
      if (alias === undefined) ts.forEachChild(node, visit);
      else {
        aliases.push(alias.name.text);
        visit(alias.type);
      }
    }
  };
  const [declared] = property.declarations ?? [];
  if (declared !== undefined && ts.isPropertySignature(declared) && declared.type !== undefined)
    visit(declared.type);
  return { order, aliases };
}

/** `typeof NAMES`: of a list its words, of an object its keys. */
function namesIn(type: ts.Type, checker: ts.TypeChecker): readonly string[] {
  if (!checker.isTupleType(type)) return checker.getPropertiesOfType(type).map(({ name }) => name);
  return checker
    .getTypeArguments(type as ts.TypeReference)
    .flatMap((item) => (item.isStringLiteral() ? [item.value] : []));
}

function aliasOf(name: ts.EntityName, checker: ts.TypeChecker): ts.TypeAliasDeclaration | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  const isImported = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const original = isImported ? checker.getAliasedSymbol(symbol) : symbol;
  return original?.declarations?.find(ts.isTypeAliasDeclaration);
}
