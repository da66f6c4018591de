/** The messages as src/cj/messages.ts declares them: types leave no trace at run time, so the source is read. */
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
  const path = join(packageRoot(), 'src', 'cj', 'messages.ts');
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const interfaces = source.statements.filter(ts.isInterfaceDeclaration);
  const payloads = interfaces.map((declared) => ({
    name: declared.name.text,
    comment: commentOf(declared),
    fields: declared.members.filter(ts.isPropertySignature).map((member) => ({
      name: member.name.getText().replaceAll("'", '') + (member.questionToken ? '?' : ''),
      type: member.type?.getText().replaceAll('readonly ', '').replaceAll(/\s+/g, ' ') ?? '',
      comment: commentOf(member),
    })),
  }));
  const map = payloads.find(({ name }) => name === 'MessagePayloads');
  return {
    messages: (map?.fields ?? []).map(({ name, type }) => ({ type: name, payload: type })),
    payloads: payloads.filter(({ name }) => name !== 'MessagePayloads'),
  };
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return ts.getTextOfJSDocComment(comment?.comment)?.replaceAll(/\s+/g, ' ') ?? '';
}
