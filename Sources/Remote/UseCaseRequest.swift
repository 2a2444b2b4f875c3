internal import Foundation
internal import Programme
internal import Workflow

/// A use case as a request of the API: its properties in the path, the query and the body.
struct UseCaseRequest {
    /// The path below `/api/v1`, with the query.
    let path: String
    /// The body; nil where there is none.
    let body: [UInt8]?

    init<Asked: UseCase>(_ asked: Asked) throws {
        let route = Asked.route
        var object = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(asked)) as? [String: Any] ?? [:]
        var path = route.path
        for name in route.parameters {
            path = path.replacing(
                "{\(name)}", with: UseCaseRequest.escaped(object.removeValue(forKey: name).map(UseCaseRequest.text) ?? ""))
        }
        if route.method == .get {
            let query = object.sorted { $0.key < $1.key }.flatMap { name, value in
                (value as? [Any] ?? [value]).map { "\(UseCaseRequest.escaped(name))=\(UseCaseRequest.escaped(UseCaseRequest.text($0)))" }
            }
            self.path = path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
            body = nil
        } else {
            self.path = path
            // A request without anything to say has no body, one whose parts are all left out an empty object.
            let hasBody = Mirror(reflecting: asked).children.contains { !route.parameters.contains($0.label ?? "") }
            body = hasBody ? Array(try JSONSerialization.data(withJSONObject: object)) : nil
        }
    }

    /// A value as it stands in a path or a query.
    private static func text(_ value: Any) -> String {
        // A truth is a number too here, and tells by its kind.
        if let number = value as? NSNumber, String(cString: number.objCType) == "c" { return number.boolValue ? "true" : "false" }
        return "\(value)"
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "\u{0}"..."\u{7F}"))) ?? ""
    }
}
