import { openApiDocument } from "@stratify/relay";
import { Ajv2020 } from "ajv/dist/2020.js";

interface Described {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface Operation {
  readonly responses: Readonly<Record<string, Described>>;
}

const document = openApiDocument();
const ajv = new Ajv2020({ strict: false });
ajv.addSchema({ ...document, $id: "relay" });

const paths = Object.entries(document.paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>);
const patterns = paths.map(([path, operations]) => ({
  path,
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`),
  operations,
}));

/** A `fetch` that fails when the relay answers anything but what its document says. */
export const documentedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  await expectDocumented(init?.method ?? "GET", pathname, response);
  return response;
};

/** @throws {Error} when the document does not know the answer, which can still be read */
export async function expectDocumented(method: string, path: string, response: Response): Promise<void> {
  const found = patterns.find(({ pattern }) => pattern.test(path));
  const described = found?.operations[method.toLowerCase()]?.responses[response.status];
  const answer = `${method} ${found?.path ?? path}, status ${response.status}`;
  if (!found || !described) throw new Error(`not in the document: ${answer}`);
  const [type = ""] = (response.headers.get("content-type") ?? "").split(";");
  const content = described.content ?? {};
  if (Object.keys(content).length === 0) return;
  const schema = content[type] ?? content[type.replace(/\/.*/, "/*")];
  if (!schema) throw new Error(`not in the document: ${answer}, of type ${type}`);
  if (type !== "application/json") return;
  if (!ajv.validate(inDocument(schema.schema), await response.clone().json())) {
    throw new Error(`not as the document says: ${answer}: ${ajv.errorsText()}`);
  }
}

/** References in a part of the document, made to lead into the whole. */
function inDocument(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"relay#/'));
}
