import Foundation

@testable import Formats

/// Small instances without a fault, from which damaged ones are made.
enum SoundInstances {
    /// Every member of the format.
    static let full = """
        {"format": "linxuan-assignment/1", "name": "小例 synthetic",
         "dossiers": [{"id": "D1", "demand": 2}, {"id": "D2", "demand": 1, "tags": {"region": ["370000", "370200"]}},
                      {"id": "D3", "demand": 0}],
         "experts": [{"id": "E1", "minimumLoad": 0, "maximumLoad": 2, "tags": {"s": ["a", "b"], "o": ["x"]}},
                     {"id": "E\\u0032", "maximumLoad": 2, "tags": {"s": ["a"], "o": ["x"]}},
                     {"id": "专家三", "minimumLoad": 1, "maximumLoad": 3, "tags": {"s": ["b"]}}, {"id": "E4", "maximumLoad": 1}],
         "affinity": {"values": [[1, 0.5, -2.5e-1, 0.125], [null, 0.333333, 7E2, 1e-3], [0, 0, 0, null]]},
         "conflicts": [["D1", "E4"]], "pins": [["D2", "E2"]],
         "composition": [{"dossiers": "all", "tag": "s", "value": "a", "minimum": 0, "maximum": 2},
                         {"dossiers": ["D1", "D2"], "tag": "s", "value": "b"}, {"dossiers": ["D1"], "tag": "o", "maximumPerValue": 1}],
         "neverTogether": [["E1", "E2"]], "neverMutual": [["D1", "E1", "D2", "E2"]],
         "leads": [{"dossiers": ["D1", "D3"], "experts": {"tag": "s", "value": "a"}, "maximumPerExpert": 1}, {"dossiers": ["D2"]}]}
        """

    /// As little as there can be.
    static let least = """
        {"format":"linxuan-assignment/1","dossiers":[{"id":"D","demand":1}],"experts":[{"id":"E","maximumLoad":1}],"affinity":{"values":[[1]]}}
        """

    /// Nothing to assign.
    static let empty = #"{"format": "linxuan-assignment/1", "dossiers": [], "experts": [], "affinity": {"values": []}}"#

    /// Affinities in a matrix of NumPy beside it.
    static let beside = """
        {"format": "linxuan-assignment/1", "name": "npy", "dossiers": [{"id": "A", "demand": 1}, {"id": "B", "demand": 1}],
         "experts": [{"id": "X", "maximumLoad": 2}, {"id": "Y", "maximumLoad": 2}, {"id": "Z", "maximumLoad": 2}],
         "affinity": {"npy": "a.npy"}}
        """

    /// Dossiers that share panels, in all the ways that can be asked for.
    static let panels = """
        {"format": "linxuan-assignment/1", "name": "panels",
         "dossiers": [{"id": "D1", "demand": 1}, {"id": "D2", "demand": 1}, {"id": "D3", "demand": 1, "tags": {"g": ["x"]}},
                      {"id": "D4", "demand": 1, "tags": {"g": ["x"]}}, {"id": "D5", "demand": 1}, {"id": "D6", "demand": 1}],
         "experts": [{"id": "E1", "maximumLoad": 6}, {"id": "E2", "maximumLoad": 4}, {"id": "E3", "maximumLoad": 2}],
         "affinity": {"values": [[1, 2, 3], [3, 2, 1], [0, 1, 2], [2, 1, 0], [1, 1, 1], [0.5, null, 0.25]]},
         "panels": [{"groups": [["D1", "D2"]]}, {"dossiers": {"tag": "g", "value": "x"}, "by": "g"},
                    {"dossiers": ["D5", "D6"], "largest": 2}]}
        """

    static let texts = [full, least, empty, beside, panels]

    /// The matrix beside `beside`.
    static func matrix(ofSingles singles: Bool = true) -> [UInt8] {
        let values: [Double] = [0.5, .nan, 0.25, -1, 3, 0.1]
        guard singles else {
            let header = "{'shape': (2, 3), 'fortran_order': False, 'descr': '<f8'}\n"
            return NumPyExamples.file(version: 3, header: header, data: NumPyExamples.bytes(values))
        }
        return NumPyFile.header(rows: 2, columns: 3) + NumPyExamples.bytes(values.map(Float.init))
    }
}

/// Files of NumPy, sound or not.
enum NumPyExamples {
    static func file(version: UInt8, header: String, data: [UInt8]) -> [UInt8] {
        let length = header.utf8.count
        let lengthBytes = (0..<(version == 1 ? 2 : 4)).map { UInt8(length >> (8 * $0) & 255) }
        return [0x93] + Array("NUMPY".utf8) + [version, 0] + lengthBytes + Array(header.utf8) + data
    }

    static func bytes<Number: BitwiseCopyable>(_ numbers: [Number]) -> [UInt8] {
        numbers.withUnsafeBytes { Array($0) }
    }
}
