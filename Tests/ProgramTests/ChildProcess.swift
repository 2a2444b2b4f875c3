import Foundation
import Glibc

/// Another program under way, its standard streams in files.
///
/// Not Foundation's `Process`: to find what to close, that lists the open files of the whole test run, and reads past the
/// end of the list where there are more than some 1 360 of them, as there are while many databases are open at once.
final class ChildProcess {
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    let id: pid_t
    private var status: Int32?

    /// Starts a program in a folder.
    init(
        _ executable: URL, _ arguments: [String], environment: [String: String], in folder: URL, input: URL, output: URL, errors: URL
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input.path, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        // Of the signals that the tests ignore or hold back, a new program knows nothing.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        // Which folder it begins in is set by `env`, which the program then takes the place of.
        var words = (["env", "-C", folder.path, executable.path] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + settings { free(word) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, "/usr/bin/env", &actions, &attributes, &words, &settings)
        guard code == 0 else { throw Failed(description: "\(executable.path): \(String(cString: strerror(code)))") }
        self.id = id
    }

    var isRunning: Bool {
        wait(WNOHANG)
        return status == nil
    }

    /// The exit code, or the signal that ended it.
    func end() -> (code: Int32, signal: Int32?) {
        while status == nil { wait(0) }
        let (status, signal) = (status ?? 0, (status ?? 0) & 0x7F)
        return signal == 0 ? (status >> 8 & 0xFF, nil) : (signal, signal)
    }

    private func wait(_ options: Int32) {
        guard status == nil else { return }
        var found: Int32 = 0
        if waitpid(id, &found, options) == id { status = found }
    }
}
