// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The engine is optimised in debug builds as well, with its assertions: tests solve hundreds of problems.
let engine = strict + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

/// What only parses commands and prints, or asks a server, is compiled without the optimiser in a fresh clone, which is a minute sooner
/// done with it; the package that is installed has it (`make package`).
let plain =
    Context.environment["LINXUAN_FOR_PACKAGE"] == nil ? strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))] : strict

func test(_ name: String, _ dependencies: Target.Dependency..., exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// The floors of the house, lowest first: each names all that it may import.
let package = Package(
    name: "linxuan",
    products: [
        .executable(name: "linxuan", targets: ["linxuan"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        // Without swift-configuration, which nothing here reads settings by.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: ["FullFoundation"]),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        // What Hummingbird stands on, named since its types are used: no more is built for it.
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CurlShim", dependencies: ["CCurl"], linkerSettings: [.linkedLibrary("curl")]),
        .target(
            name: "GLPKShim", dependencies: ["CGLPK"], linkerSettings: [.linkedLibrary("glpk")]),
        .target(name: "Programme", swiftSettings: strict),
        .target(name: "Cryptography", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(name: "Solver", dependencies: ["Programme", "GLPKShim"], swiftSettings: strict),
        .target(name: "CholeskyKernels", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
        .target(name: "Scoring", dependencies: ["Programme", "CholeskyKernels"], swiftSettings: strict),
        .target(name: "Matching", dependencies: ["Programme", "Solver", "Cryptography"], swiftSettings: engine),
        .target(
            name: "Formats",
            dependencies: ["Programme", "Matching", "Scoring", "Cryptography", "CZip", "CExpat", "CXLSXWriter", "Yams"],
            swiftSettings: strict),
        .target(
            name: "Workflow",
            dependencies: ["Programme", "Matching", "Scoring", "Formats", "Cryptography"],
            swiftSettings: strict),
        .target(
            name: "Storage",
            dependencies: [
                "Programme", "Formats", "Workflow", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(
            name: "Service",
            dependencies: [
                "Programme", "Formats", "Workflow", "Cryptography", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .target(
            name: "Remote", dependencies: ["Programme", "Formats", "Workflow", "Cryptography", "CurlShim"], swiftSettings: plain),
        .executableTarget(
            name: "linxuan",
            dependencies: [
                "Programme", "Matching", "Scoring", "Formats", "Workflow", "Storage", "Service", "Remote", "Cryptography",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: plain),
        .executableTarget(
            name: "rehearsal",
            dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict),
        test(
            "ProgramTests", "linxuan", "Remote", "Programme", "Workflow", "Cryptography", .product(name: "GRDB", package: "GRDB.swift"),
            exclude: ["Golden"]),
        test(
            "PageTests", "Service", "Programme", "Formats", "Workflow", .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HummingbirdCore", package: "hummingbird"), .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Logging", package: "swift-log"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")),
        test("CryptographyTests", "Cryptography"),
        test("ProgrammeTests", "Programme"),
        test("SolverTests", "Programme", "Solver"),
        test("ScoringTests", "Programme", "Scoring", "CholeskyKernels"),
        test("MatchingTests", "Programme", "Matching", "Solver", "Formats", "Cryptography"),
        test("FormatsTests", "Programme", "Matching", "Formats", "Cryptography", "CZip", exclude: ["Fixtures"]),
        test("StorageTests", "Programme", "Matching", "Formats", "Workflow", "Storage", .product(name: "GRDB", package: "GRDB.swift")),
        test(
            "WorkflowTests", "Programme", "Matching", "Scoring", "Formats", "Workflow", "Storage", "Cryptography",
            .product(name: "GRDB", package: "GRDB.swift")),
    ],
    swiftLanguageModes: [.v6]
)

// `make fuzz` builds these with a sanitizer that brings its own `main`; nothing else may.
if Context.environment["LINXUAN_FUZZING"] != nil {
    package.targets.append(
        .executableTarget(
            name: "reader-fuzzer", dependencies: ["Programme", "Matching", "Formats"], path: "Fuzzing",
            exclude: ["Seeds", "tokens.txt"],
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
