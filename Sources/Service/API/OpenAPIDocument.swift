internal import HTTPTypes
internal import Programme
internal import Workflow

/// The OpenAPI 3.1 document: the paths are those of the routes, the schemas those of the values that they take and give.
enum OpenAPIDocument {
    static let bytes = Array(text(of: .shared).utf8)

    private static func text(of routes: APIRoutes) -> String {
        let byPath = Dictionary(grouping: routes.all, by: \.path).sorted { $0.key < $1.key }
        let paths = byPath.map { path, routes in
            "\(quoted(APIRoute.base + path)): {"
                + routes.map { "\(quoted($0.method.rawValue.lowercased())): \(operation($0))" }
                .joined(separator: ",\n") + "}"
        }
        let schemas = routes.schemas.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \($0.value.json)" }
        return """
            {"openapi": "3.1.0",
            "info": {"title": "Linxuan 遴选", "version": "1", "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
            "description": "Scores are whole numbers of hundredths; moments are UTC. What is not there is left out; null stands only where a schema has it. Refusals are problem details (RFC 9457) in the language of Accept-Language."},
            "servers": [{"url": "/"}],
            "paths": {\(paths.joined(separator: ",\n"))},
            "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"Problem": \(problem("Why it was refused")),
            "StorageFailing": \(problem("The disk fails, or failed and nothing more is written until a restart")),
            "StorageFull": \(problem("The disk is full; nothing was changed"))},
            "schemas": {\(schemas.joined(separator: ",\n"))}}}
            """
    }

    /// A refusal, whatever the reason.
    private static func problem(_ description: String) -> String {
        "{\"description\": \(quoted(description)), "
            + ##""content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}}"##
    }

    private static func operation(_ route: APIRoute) -> String {
        var parts = [
            "\"operationId\": \(quoted(route.name))", "\"summary\": \(quoted("\(route.purpose.en) / \(route.purpose.zh)"))",
            "\"responses\": {\(responses(of: route).joined(separator: ", "))}",
        ]
        if let act = route.act {
            let roles = Role.allCases.filter(act.permission.roles.contains).map { quoted($0.rawValue) }
            parts.append("\"x-linxuan-act\": \(quoted(act.rawValue))")
            parts.append("\"x-linxuan-roles\": [\(roles.joined(separator: ", "))]")
        }
        if case .person = route.caller { parts.append("\"security\": [{\"token\": []}]") }
        if let takes = route.takes {
            parts.append("\"requestBody\": {\"required\": true, \"content\": {\"application/json\": {\"schema\": \(takes.json)}}}")
        }
        let parameters = parameters(of: route)
        if !parameters.isEmpty { parts.append("\"parameters\": [\(parameters.joined(separator: ", "))]") }
        return "{\(parts.joined(separator: ", "))}"
    }

    private static func responses(of route: APIRoute) -> [String] {
        let content = "\"content\": {\"application/json\": {\"schema\": \(route.gives.json)}}"
        var responses: [String] = []
        if route.method == .get, route.act != nil {
            let tag = #""ETag": {"required": true, "schema": \#(tagSchema)}"#
            let page = #", "X-Total-Count": {"schema": {"type": "integer", "minimum": 0}}, "Link": {"description": "The first page, the one before and the next, with all that was asked", "schema": {"type": "string"}}"#
            let headers = route.isList ? tag + page : tag
            responses.append("\"200\": {\"description\": \"Done\", \"headers\": {\(headers)}, \(content)}")
            responses.append("\"304\": {\"description\": \"As it was read\", \"headers\": {\(tag)}}")
        } else {
            responses.append("\"200\": {\"description\": \"Done\", \(content)}")
        }
        responses.append("\"503\": {\"$ref\": \"#/components/responses/StorageFailing\"}")
        if route.method != .get { responses.append("\"507\": {\"$ref\": \"#/components/responses/StorageFull\"}") }
        responses.append("\"default\": {\"$ref\": \"#/components/responses/Problem\"}")
        return responses
    }

    private static func parameters(of route: APIRoute) -> [String] {
        var parameters = route.parameters.map { parameter in
            "{\"name\": \(quoted(parameter.name)), \"in\": \"\(parameter.isInPath ? "path" : "query")\", "
                + "\"required\": \(parameter.isRequired), \"schema\": \(parameter.schema.json)}"
        }
        func header(_ name: String, _ says: String, _ schema: String) {
            parameters.append("{\"name\": \"\(name)\", \"in\": \"header\", \"description\": \(quoted(says)), \"schema\": \(schema)}")
        }
        if route.isList {
            parameters.append(
                #"{"name": "offset", "in": "query", "description": "How many come before the page", "schema": {"type": "integer", "minimum": 0, "maximum": 1000000000}}"#
            )
            parameters.append(
                #"{"name": "limit", "in": "query", "description": "How many a page has; the answer then has X-Total-Count and Link", "schema": {"type": "integer", "minimum": 1, "maximum": \#(PageWish.most)}}"#
            )
        }
        if route.isOnce {
            header(
                "Idempotency-Key", "Sent again with the same key, it is done once.",
                #"{"type": "string", "minLength": 8, "maxLength": 100, "pattern": "^[!-~]+$"}"#)
        }
        if route.isEdit {
            header("If-Match", "Done only while what it changes has this ETag; else 412.", tagSchema)
        }
        return parameters
    }

    /// What distinguishes a representation.
    private static let tagSchema = #"{"type": "string", "pattern": "^\"[0-9a-f]{32}\"$"}"#

    /// A text as JSON.
    private static func quoted(_ text: String) -> String { JSONSchema.quoted(text) }
}
