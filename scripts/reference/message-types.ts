/** The messages as src/cj declares them: types leave no trace at run time, so the source is read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { packageRoot } from '../../src/files/package-root.js';

export interface DeclaredMessage {
  readonly type: string;
  readonly payload: string;
}

export interface DeclaredPayload {
  readonly name: string;
  readonly comment: string;
  readonly fields: readonly { readonly name: string; readonly type: string; readonly comment: string }[];
}

export interface DeclaredMessages {
  readonly messages: readonly DeclaredMessage[];
  readonly payloads: readonly DeclaredPayload[];
}

export function declaredMessages(): DeclaredMessages {
  const payloads = [...interfacesOf('messages.ts'), ...interfacesOf('callback.ts').filter(isPayload)].map(
    payloadOf,
  );

  const map = payloads.find(({ name }) => name === 'MessagePayloads');
  return {
    messages: (map?.fields ?? []).map(({ name, type }) => ({ type: name, payload: type })),
    payloads: payloads.filter(({ name }) => name !== 'MessagePayloads'),
  };
}

function interfacesOf(file: string): readonly ts.InterfaceDeclaration[] {
  const path = join(packageRoot(), 'src', 'cj', file);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isInterfaceDeclaration);
}

function isPayload({ name }: ts.InterfaceDeclaration): boolean {
  return name.text.endsWith('Payload');
}

function payloadOf(declared: ts.InterfaceDeclaration): DeclaredPayload {
  return {
    name: declared.name.text,
    comment: commentOf(declared),
    fields: declared.members.filter(ts.isPropertySignature).map((member) => ({
      name: member.name.getText().replaceAll("'", '') + (member.questionToken ? '?' : ''),
      type: member.type?.getText().replaceAll('readonly ', '').replaceAll(/\s+/g, ' ') ?? '',
      comment: commentOf(member),
    })),
  };
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return ts.getTextOfJSDocComment(comment?.comment)?.replaceAll(/\s+/g, ' ') ?? '';
}
