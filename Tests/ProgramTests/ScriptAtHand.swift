import Foundation
import Glibc
import Testing

/// A Python script that is read once and then run as often as asked, each time as if it had been typed: thousands of runs are not to
/// wait for Python to start.
final class ScriptAtHand {
    /// What its `main` is called with, told and returned, a line of JSON each way.
    private static let loop = """
        import contextlib, importlib.util, io, json, sys
        spec = importlib.util.spec_from_file_location("script", sys.argv[1])
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        for line in sys.stdin:
            sys.argv = [sys.argv[0], *json.loads(line)]
            output, errors = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
                try:
                    code = script.main()
                except SystemExit as end:
                    code = end.code
                except BaseException:
                    import traceback
                    traceback.print_exc()
                    code = 70
            print(json.dumps({"code": code or 0, "output": output.getvalue(), "errors": errors.getvalue()}), flush=True)
        """

    private struct Answer: Decodable {
        var code: Int32
        var output: String
        var errors: String
    }

    private let process: ChildProcess
    private let asked: Int32
    private let told: Int32

    /// Starts it in a program's folder.
    init(_ script: String, for program: Program) throws {
        let pipes = ["asked", "told"].map { program.folder.appendingPathComponent("script-\($0)") }
        for pipe in pipes { mkfifo(pipe.path, 0o600) }
        // Open both ways, so that neither end waits for the other to be opened.
        asked = open(pipes[0].path, O_RDWR | O_CLOEXEC)
        told = open(pipes[1].path, O_RDWR | O_CLOEXEC)
        process = try ChildProcess(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", "-c", Self.loop, Program.root.appendingPathComponent(script).path],
            environment: program.environment("en"), in: program.folder, input: pipes[0], output: pipes[1],
            errors: program.folder.appendingPathComponent("script-errors"))
    }

    deinit {
        kill(process.id, SIGKILL)
        _ = process.end()
        close(asked)
        close(told)
    }

    /// Runs it once.
    func run(_ arguments: [String]) throws -> Program.Outcome {
        let line = try JSONEncoder().encode(arguments) + [UInt8(ascii: "\n")]
        _ = line.withUnsafeBytes { write(asked, $0.baseAddress, $0.count) }
        var answer: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while answer.last != UInt8(ascii: "\n") {
            // A script that ended says no more.
            var waiting = pollfd(fd: told, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 1000) > 0 else {
                try #require(process.isRunning, "the script ended by itself")
                continue
            }
            answer += part[..<max(read(told, &part, part.count), 0)]
        }
        let outcome = try JSONDecoder().decode(Answer.self, from: Data(answer))
        return Program.Outcome(code: outcome.code, signal: nil, output: outcome.output, errors: outcome.errors)
    }
}
