// Shows openapi.json. Text goes in as text nodes only, so nothing in the document can become markup.
"use strict";

const METHODS = ["get", "post", "put", "patch", "delete"];

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function schemaName(reference) {
  return reference.split("/").pop();
}

function describeType(schema) {
  if (!schema) return "";
  if (schema.$ref) return schemaName(schema.$ref);
  if (schema.anyOf) return schema.anyOf.map(describeType).join(" or ");
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(", ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array") return `list of ${describeType(schema.items)}`;
  const limits = ["minLength", "maxLength", "minimum", "maximum", "pattern", "format"]
    .filter((name) => schema[name] !== undefined)
    .map((name) => `${name} ${schema[name]}`);
  return [schema.type ?? "any", ...limits].join(", ");
}

function rowOf(name, place, required, schema, description) {
  return element(
    "tr",
    {},
    element("td", {}, element("code", {}, name), required ? " (required)" : ""),
    element("td", {}, place),
    element("td", {}, describeType(schema)),
    element("td", {}, description ?? ""),
  );
}

function tableOf(rows, secondHeading) {
  if (rows.length === 0) return null;
  const head = ["Name", secondHeading, "Type", "Meaning"].map((text) => element("th", {}, text));
  return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
}

function parametersOf(operation) {
  const rows = (operation.parameters ?? []).map((parameter) =>
    rowOf(parameter.name, parameter.in, parameter.required, parameter.schema, parameter.description),
  );
  return tableOf(rows, "In");
}

function linkToSchema(schema) {
  if (!schema?.$ref) return describeType(schema);
  const name = schemaName(schema.$ref);
  return element("a", { href: `#schema-${name}` }, name);
}

function contentOf(content) {
  return Object.entries(content ?? {}).flatMap(([type, media]) => [`${type}: `, linkToSchema(media.schema)]);
}

function exampleOf(content) {
  const examples = Object.values(content ?? {}).filter((media) => media.example !== undefined);
  return examples.map((media) => element("pre", {}, JSON.stringify(media.example, null, 2)));
}

function responsesOf(operation, shared) {
  const items = Object.entries(operation.responses ?? {}).map(([status, given]) => {
    const response = given.$ref ? shared[schemaName(given.$ref)] : given;
    const example = status.startsWith("2") ? exampleOf(response.content) : [];
    const told = ` ${response.description ?? ""} `;
    return element("li", {}, element("code", {}, status), told, ...contentOf(response.content), ...example);
  });
  return element("details", {}, element("summary", {}, "Answers"), element("ul", {}, ...items));
}

function articleOf(path, method, operation, shared) {
  const body = operation.requestBody ? element("p", {}, "Body: ", ...contentOf(operation.requestBody.content)) : null;
  const heading = element(
    "h3",
    {},
    element("span", { class: `method ${method}` }, method.toUpperCase()),
    element("code", {}, path),
  );
  const summary = element("p", {}, operation.summary ?? "");
  const more = operation.description ? element("p", {}, operation.description) : null;
  const id = operation.operationId;
  return element("article", { id }, heading, summary, more, parametersOf(operation), body, responsesOf(operation, shared));
}

function schemaSection(name, schema) {
  const required = schema.required ?? [];
  const rows = Object.entries(schema.properties ?? {}).map(([field, property]) =>
    rowOf(field, required.includes(field) ? "yes" : "no", false, property, property.description),
  );
  const example = schema.examples ? element("pre", {}, JSON.stringify(schema.examples[0], null, 2)) : null;
  const heading = element("h3", {}, name);
  return element(
    "article",
    { id: `schema-${name}` },
    heading,
    element("p", {}, schema.description ?? ""),
    tableOf(rows, "Required"),
    example,
  );
}

function operationsOf(specification) {
  return Object.entries(specification.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => [path, method, item[method]]),
  );
}

function show(specification) {
  document.getElementById("title").textContent = `${specification.info.title} ${specification.info.version}`;
  document.getElementById("description").textContent = specification.info.description ?? "";
  const operations = operationsOf(specification);
  const shared = specification.components.responses;
  const links = operations.map(([path, method, operation]) =>
    element("li", {}, element("a", { href: `#${operation.operationId}` }, `${method.toUpperCase()} ${path}`)),
  );
  document.getElementById("contents").replaceChildren(element("ul", {}, ...links));
  document.getElementById("operations").replaceChildren(...operations.map((entry) => articleOf(...entry, shared)));
  const schemas = Object.entries(specification.components.schemas).map(([name, schema]) => schemaSection(name, schema));
  document.getElementById("schemas").replaceChildren(...schemas);
}

async function load() {
  const response = await fetch("/api/v1/openapi.json");
  if (!response.ok) throw new Error(`openapi.json answered ${response.status}`);
  show(await response.json());
}

load().catch((error) => {
  document.getElementById("operations").textContent = `The document cannot be shown: ${error.message}`;
});
