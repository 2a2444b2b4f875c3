internal import Formats
internal import HTTPTypes
internal import Programme
internal import Workflow

/// The OpenAPI 3.1 document: the paths are those of the routes, the schemas those of the values that they take and give.
enum OpenAPIDocument {
    static let bytes = Array(text.utf8)

    private static var text: String {
        let byPath = Dictionary(grouping: APIRoute.all, by: \.path).sorted { $0.key < $1.key }
        let paths = byPath.map { path, routes in
            "\(quoted(APIRoute.base + path)): {"
                + routes.map { "\(quoted($0.method.rawValue.lowercased())): \(operation($0))" }
                .joined(separator: ", ") + "}"
        }
        return """
            {"openapi": "3.1.0",
            "info": {"title": "Linxuan 遴选", "version": "1", "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
            "description": "Scores are whole numbers of hundredths; moments are UTC. Refusals are problem details (RFC 9457) in the language of Accept-Language."},
            "servers": [{"url": "/"}],
            "paths": {\(paths.joined(separator: ",\n"))},
            "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {"Problem": {"description": "Why it was refused", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
            "schemas": \(schemas)}}
            """
    }

    private static func operation(_ route: APIRoute) -> String {
        var parts = [
            "\"operationId\": \(quoted(route.name))", "\"summary\": \(quoted("\(route.says.en) / \(route.says.zh)"))",
            "\"responses\": {\"200\": {\"description\": \"Done\", \"content\": {\"application/json\": {\"schema\": \(reference(route.gives))}}}, "
                + "\"default\": {\"$ref\": \"#/components/responses/Problem\"}}",
        ]
        if let act = route.act { parts.append("\"x-linxuan-act\": \(quoted(act.rawValue))") }
        if case .person = route.caller { parts.append("\"security\": [{\"token\": []}]") }
        if let takes = route.takes {
            parts.append(
                "\"requestBody\": {\"required\": true, \"content\": {\"application/json\": {\"schema\": \(reference(takes))}}}")
        }
        var parameters = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
            "{\"name\": \(quoted(String($0.dropFirst().dropLast()))), \"in\": \"path\", \"required\": true, \"schema\": {\"type\": \"string\"}}"
        }
        if route.isOnce {
            parameters.append(
                "{\"name\": \"Idempotency-Key\", \"in\": \"header\", \"description\": \"Sent again with the same key, it is done once.\", "
                    + "\"schema\": {\"type\": \"string\", \"minLength\": 8, \"maxLength\": 100, \"pattern\": \"^[!-~]+$\"}}")
        }
        if !parameters.isEmpty { parts.append("\"parameters\": [\(parameters.joined(separator: ", "))]") }
        return "{\(parts.joined(separator: ", "))}"
    }

    private static func reference(_ schema: String) -> String { "{\"$ref\": \"#/components/schemas/\(schema)\"}" }

    /// A text as JSON; those here hold no control characters.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static let schemas = #"""
        {
        "Text": {"type": "object", "required": ["zh", "en"], "properties": {"zh": {"type": "string"}, "en": {"type": "string"}}},
        "Moment": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"},
        "Day": {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\d$"},
        "Points": {"type": "integer", "description": "hundredths"},
        "Done": {"type": "object", "required": ["done"], "properties": {"done": {"const": true}}},
        "Dossiers": {"type": "object", "required": ["dossiers"], "properties": {"dossiers": {"type": "array", "items": {"type": "string"}}}},
        "Place": {"type": "object", "required": ["file"], "properties": {"file": {"type": "string"}, "sheet": {"type": "string"},
            "line": {"type": "integer"}, "row": {"type": "integer"}, "column": {"type": "string"}, "columnNumber": {"type": "integer"}}},
        "Fault": {"type": "object", "required": ["place", "message"], "properties": {"place": {"$ref": "#/components/schemas/Place"},
            "message": {"$ref": "#/components/schemas/Text"}, "expected": {"$ref": "#/components/schemas/Text"},
            "advice": {"$ref": "#/components/schemas/Text"}}},
        "Problem": {"type": "object", "required": ["type", "title", "status", "detail", "exitCode"], "properties": {
            "type": {"type": "string", "format": "uri"}, "title": {"type": "string"}, "status": {"type": "integer"},
            "detail": {"type": "string"}, "exitCode": {"type": "integer", "enum": [1, 2, 64, 65, 77]},
            "faults": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}}, "reference": {"type": "string"}}},
        "Person": {"type": "object", "required": ["id", "name", "role"], "properties": {"id": {"type": "string"},
            "name": {"type": "string"}, "role": {"enum": ["secretariat", "expert", "chair", "auditor"]}}},
        "SignInRequest": {"type": "object", "required": ["person", "code"], "properties": {"person": {"type": "string"},
            "code": {"type": "string"}, "device": {"type": "string", "maxLength": 100}}},
        "SignedIn": {"type": "object", "required": ["token", "number", "person", "expiresAt"], "properties": {"token": {"type": "string"},
            "number": {"type": "integer"}, "person": {"$ref": "#/components/schemas/Person"},
            "expiresAt": {"$ref": "#/components/schemas/Moment"}}},
        "Count": {"type": "object", "required": ["name", "count"], "properties": {"name": {"$ref": "#/components/schemas/Text"},
            "count": {"type": "integer"}}},
        "RoundStatus": {"type": "object", "required": ["title", "source", "callDigest", "stage", "dossiers", "experts", "conflicts",
            "reviews", "missing", "logDigest"], "properties": {"title": {"$ref": "#/components/schemas/Text"},
            "source": {"$ref": "#/components/schemas/Text"}, "callDigest": {"type": "string"}, "stage": {"type": "string"},
            "dossiers": {"type": "array", "items": {"$ref": "#/components/schemas/Count"}}, "experts": {"type": "integer"},
            "conflicts": {"type": "integer"}, "reviews": {"type": "array", "items": {"$ref": "#/components/schemas/Count"}},
            "missing": {"type": "array", "items": {"$ref": "#/components/schemas/Text"}}, "logDigest": {"type": "string"}}},
        "ReviewState": {"enum": ["assigned", "submitted", "declined", "recused", "withdrawn"]},
        "OwnReviews": {"type": "object", "required": ["pledged", "declared", "reviews"], "properties": {"pledged": {"type": "boolean"},
            "declared": {"type": "boolean"}, "reviews": {"type": "array", "items": {"type": "object",
            "required": ["dossier", "applicant", "state"], "properties": {"dossier": {"type": "string"}, "applicant": {"type": "string"},
            "state": {"$ref": "#/components/schemas/ReviewState"}, "sheet": {"enum": ["draft", "submitted", "void"]},
            "withdrawnBy": {"type": "integer"}, "reason": {"type": "string"}, "leads": {"type": "boolean"}}}}}},
        "Dossier": {"type": "object", "required": ["id", "authority", "category", "applicant", "creditCode", "creditCodeReason", "mode",
            "industry", "filedOn", "unsuitable", "declared"], "properties": {"id": {"type": "string"}, "authority": {"type": "string"},
            "category": {"type": "string"}, "applicant": {"type": "string"}, "creditCode": {"type": "string"},
            "creditCodeReason": {"type": "string"}, "mode": {"type": "string"}, "industry": {"type": "string"},
            "filedOn": {"$ref": "#/components/schemas/Day"}, "unsuitable": {"type": "array", "maxItems": 0},
            "declared": {"type": "object", "additionalProperties": {"type": "string"}}}},
        "Answers": {"type": "object", "required": ["dossier"], "properties": {"dossier": {"type": "string"},
            "scores": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Points"}},
            "reasons": {"type": "object", "additionalProperties": {"type": "string"}},
            "gates": {"type": "object", "additionalProperties": {"type": "boolean"}}, "visitNeeded": {"type": "boolean"},
            "visitQuestion": {"type": "string"}, "places": {"type": "object", "description": "where each answer stands in the sender's file; faults name it",
            "additionalProperties": {"$ref": "#/components/schemas/Place"}}}},
        "SheetsRequest": {"type": "object", "required": ["sheets"], "properties": {"sheets": {"type": "array",
            "items": {"$ref": "#/components/schemas/Answers"}}}},
        "ReasonRequest": {"type": "object", "required": ["reason"], "properties": {"reason": {"type": "string"}}},
        "Sheet": {"type": "object", "required": ["dossier", "expert", "state", "scores", "reasons", "gates", "visitQuestion", "at"],
            "properties": {"dossier": {"type": "string"}, "expert": {"type": "string"}, "state": {"enum": ["draft", "submitted", "void"]},
            "scores": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Points"}},
            "reasons": {"type": "object", "additionalProperties": {"type": "string"}},
            "gates": {"type": "object", "additionalProperties": {"type": "boolean"}}, "visitNeeded": {"type": "boolean"},
            "visitQuestion": {"type": "string"}, "at": {"$ref": "#/components/schemas/Moment"}}},
        "OwnReviewWithRubric": {"type": "object", "required": ["review", "rubric"], "properties": {"review": {"type": "object",
            "required": ["dossier", "state"], "properties": {"dossier": {"$ref": "#/components/schemas/Dossier"},
            "state": {"$ref": "#/components/schemas/ReviewState"}, "sheet": {"$ref": "#/components/schemas/Sheet"}}},
            "rubric": {"type": "object", "description": "as `linxuan rubric show --json` prints it", "required": ["id", "criteria", "gates", "scale"]}}},
        "DeclarationForm": {"type": "object", "required": ["wording", "reviews", "affiliations", "holds"], "properties": {
            "wording": {"$ref": "#/components/schemas/Text"}, "reviews": {"type": "array", "items": {"type": "object",
            "required": ["dossier", "applicant"], "properties": {"dossier": {"type": "string"}, "applicant": {"type": "string"}}}},
            "affiliations": {"type": "array", "items": {"type": "object", "required": ["expert", "organisation", "creditCode", "from", "position"],
            "properties": {"expert": {"type": "string"}, "organisation": {"type": "string"}, "creditCode": {"type": "string"},
            "from": {"$ref": "#/components/schemas/Day"}, "until": {"$ref": "#/components/schemas/Day"}, "position": {"type": "string"}}}},
            "last": {"$ref": "#/components/schemas/Moment"}, "holds": {"type": "boolean"}}},
        "DeclarationRequest": {"type": "object", "required": ["conflicts"], "properties": {"conflicts": {"type": "array",
            "items": {"type": "object", "required": ["dossier", "ground", "reason"], "properties": {"dossier": {"type": "string"},
            "ground": {"enum": ["affiliation", "interest", "kinship", "own-application", "relation", "preparation", "official"]},
            "reason": {"type": "string"}}}}}},
        "InterestDeclaration": {"type": "object", "required": ["expert", "turn", "at", "dossiers", "conflicts", "basis", "digest"],
            "properties": {"expert": {"type": "string"}, "turn": {"type": "integer"}, "at": {"$ref": "#/components/schemas/Moment"},
            "dossiers": {"type": "array", "items": {"type": "string"}}, "conflicts": {"type": "array", "items": {"type": "string"}},
            "basis": {"type": "string"}, "digest": {"type": "string"}}}
        }
        """#
}
