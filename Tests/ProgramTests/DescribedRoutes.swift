import Foundation
import Programme
import Remote
import Testing
import Workflow

/// The routes of a server as its own document describes them, and requests made of that alone.
struct DescribedRoutes {
    struct Route {
        var path: String
        var method: String
        var name: String
        /// Nil where whoever is signed in may ask.
        var roles: Set<Role>?
        fileprivate var says: [String: Any]
    }

    let routes: [Route]
    private let schemas: [String: [String: Any]]

    init(of server: String) throws {
        let answer = try HTTPClient(server: server, language: .en).send("GET", "/api/v1/openapi.json")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
        let components = try #require(document["components"] as? [String: Any])
        schemas = try #require(components["schemas"] as? [String: [String: Any]])
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        routes = try paths.flatMap { path, methods in
            try methods.map { method, says in
                Route(
                    path: path, method: method.uppercased(), name: try #require(says["operationId"] as? String),
                    roles: (says["x-linxuan-roles"] as? [String]).map { Set($0.compactMap(Role.init)) }, says: says)
            }
        }.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
    }

    /// The least body that the document allows; nil where the route takes none.
    func body(of route: Route) throws -> [UInt8]? {
        guard let body = route.says["requestBody"] as? [String: Any], let content = body["content"] as? [String: [String: Any]],
            let schema = content["application/json"]?["schema"] as? [String: Any]
        else { return nil }
        return Array(try JSONSerialization.data(withJSONObject: sample(of: schema)))
    }

    /// Which whole numbers a parameter of a route may be.
    func range(of parameter: String, in route: String) -> ClosedRange<Int>? {
        let says = routes.first { $0.name == route }?.says["parameters"] as? [[String: Any]] ?? []
        let schema = says.first { $0["name"] as? String == parameter }?["schema"] as? [String: Any]
        guard let least = schema?["minimum"] as? Int, let most = schema?["maximum"] as? Int else { return nil }
        return least...most
    }

    /// The path with some value in each place, and in the query what it must have.
    func path(of route: Route, _ values: [String: String] = [:]) -> String {
        var path = route.path
        var query: [String] = []
        for parameter in route.says["parameters"] as? [[String: Any]] ?? [] {
            guard let name = parameter["name"] as? String, let schema = parameter["schema"] as? [String: Any] else { continue }
            let value = values[name] ?? "\(sample(of: schema))"
            if parameter["in"] as? String == "path" { path = path.replacing("{\(name)}", with: value) }
            if parameter["in"] as? String == "query", parameter["required"] as? Bool == true { query.append("\(name)=\(value)") }
        }
        return path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    /// Every way to read something: the paths of all that only reads, with each of the values that its parameters may have here.
    func readings(_ values: [String: [String]]) -> [String] {
        routes.filter { $0.method == "GET" }.flatMap { route in
            let parameters = route.says["parameters"] as? [[String: Any]] ?? []
            var paths: [(path: String, query: [String])] = [(route.path, [])]
            for parameter in parameters where parameter["in"] as? String != "header" {
                guard let name = parameter["name"] as? String, let schema = parameter["schema"] as? [String: Any] else { continue }
                let chosen = values[name] ?? (parameter["required"] as? Bool == true ? ["\(sample(of: schema))"] : [])
                if parameter["in"] as? String == "path" {
                    paths = paths.flatMap { one in chosen.map { (one.path.replacing("{\(name)}", with: $0), one.query) } }
                } else if !chosen.isEmpty {
                    let isNeeded = parameter["required"] as? Bool == true
                    paths = paths.flatMap { one in (isNeeded ? [] : [one]) + chosen.map { (one.path, one.query + ["\(name)=\($0)"]) } }
                }
            }
            return paths.map { $0.path + ($0.query.isEmpty ? "" : "?" + $0.query.joined(separator: "&")) }
        }
    }

    /// Some value that a schema allows.
    private func sample(of schema: [String: Any]) -> Any {
        if let name = (schema["$ref"] as? String)?.split(separator: "/").last { return sample(of: schemas[String(name)] ?? [:]) }
        if let names = schema["enum"] as? [String] { return names[0] }
        switch schema["type"] as? String {
        case "object":
            let required = schema["required"] as? [String] ?? []
            let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
            return Dictionary(uniqueKeysWithValues: required.map { ($0, sample(of: properties[$0] ?? [:])) })
        case "array": return [Any]()
        case "integer", "number": return 1
        case "boolean": return true
        case "string":
            guard let pattern = schema["pattern"] as? String else { return schema["contentEncoding"] == nil ? "X-99" : "" }
            return pattern.contains("T") ? "2026-01-05T00:00:00Z" : "2026-01-05"
        default: return "x"
        }
    }
}
