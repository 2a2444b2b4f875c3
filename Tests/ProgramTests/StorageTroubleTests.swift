import Foundation
import Glibc
import Programme
import Remote
import Synchronization
import Testing

@Suite("A served round: backups, and a disk that fails", .serialized)
struct StorageTroubleTests {
    private func person(_ number: Int, _ client: HTTPClient, _ dossier: String) throws -> [UInt8] {
        let shown = try #require(
            try JSONSerialization.jsonObject(with: Data(client.send("GET", "/api/v1/reviews/\(dossier)").body)) as? [String: Any])
        let rubric = try #require(shown["rubric"] as? [String: Any])
        let criteria = try #require(rubric["criteria"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        let gates = try #require(rubric["gates"] as? [[String: Any]]).compactMap { $0["id"] as? String }
        let sheet: [String: Any] = [
            "dossier": dossier, "visitNeeded": false,
            "scores": Dictionary(uniqueKeysWithValues: criteria.map { ($0, 8000) }),
            "reasons": Dictionary(uniqueKeysWithValues: criteria.map { ($0, "\(number)") }),
            "gates": Dictionary(uniqueKeysWithValues: gates.map { ($0, true) }),
        ]
        return Array(try JSONSerialization.data(withJSONObject: ["sheets": [sheet]], options: .sortedKeys))
    }

    private func ready(_ round: ServedRound) throws -> HTTPClient {
        let client = try round.client(of: round.first[0])
        #expect(try client.send("POST", "/api/v1/pledge").status == 200)
        let none = Array(try JSONSerialization.data(withJSONObject: ["conflicts": [Any]()]))
        #expect(try client.send("POST", "/api/v1/declaration", body: none).status == 200)
        return client
    }

    private func problem(_ answer: HTTPClient.Answer) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
    }

    // MARK: Backup and restore

    @Test("is backed up under load and restored as it stood at one moment", .timeLimit(.minutes(10)), arguments: ["zh", "en"])
    func backup(language: String) throws {
        let round = try ServedRound(language: language)
        let client = try ready(round)
        let sheet = try person(1, client, round.first[1])
        let isOver = Atomic(false)
        let taken = Atomic(0)
        let group = DispatchGroup()
        group.enter()
        Thread.detachNewThread {
            while !isOver.load(ordering: .relaxed) {
                if (try? client.send("POST", "/api/v1/submissions", body: sheet).status) == 200 { taken.add(1, ordering: .relaxed) }
            }
            group.leave()
        }
        let program = round.program
        for number in 1...3 {
            let outcome = try program.run(["backup", "copy-\(number).db", "--json"])
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        isOver.store(true, ordering: .relaxed)
        group.wait()
        #expect(taken.load(ordering: .relaxed) > 0)
        let copy = program.folder.appendingPathComponent("copy-2.db")
        let rights = try #require(try FileManager.default.attributesOfItem(atPath: copy.path)[.posixPermissions] as? Int)
        #expect(rights == 0o600)
        let left = try FileManager.default.contentsOfDirectory(atPath: program.folder.path).filter { $0.hasPrefix("copy") }
        #expect(left.sorted() == ["copy-1.db", "copy-2.db", "copy-3.db"])
        let again = try program.run(["backup", "copy-2.db"])
        #expect(again.code == 1 && again.errors.contains(language == "zh" ? "已存在" : "exists already"))

        let there = try program.run(["restore", "copy-2.db", "--database", "round.db"])
        #expect(there.code == 1 && there.errors.contains(language == "zh" ? "有服务在运行" : "A server is running"), "\(there.errors)")
        let digest = String(repeating: "0", count: 64)
        #expect(try program.run(["restore", "copy-2.db", "--database", "new.db", "--expect", digest]).code == 1)
        let before = try Data(contentsOf: copy)
        let restored = try program.run(["restore", "copy-2.db", "--database", "new.db"])
        #expect(restored.code == 0, "\(restored.errors)")
        #expect(try Data(contentsOf: copy) == before)
        #expect(try program.run(["audit", "verify", "--database", "new.db"]).code == 0)

        var bytes = before
        for place in stride(from: bytes.count / 3, to: bytes.count / 3 + 20_000, by: 7) { bytes[place] ^= 0x55 }
        try bytes.write(to: program.folder.appendingPathComponent("damaged.db"))
        let damaged = try program.run(["restore", "damaged.db", "--database", "other.db"])
        #expect(damaged.code == 1 && damaged.errors.contains(language == "zh" ? "未恢复任何数据" : "nothing was restored"), "\(damaged.errors)")
        #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("other.db").path))
        #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("other.db.unfinished").path))
    }

    // MARK: A full disk

    @Test("tells a full disk by 507, goes on by itself once there is space, and loses nothing", .timeLimit(.minutes(10)))
    func full() throws {
        guard geteuid() == 0 else {
            print("not run: a small file system can be mounted by root alone; FailingDiskTests fills the database instead")
            return
        }
        var isMounted = false
        var folder = ""
        let round = try ServedRound { program in
            folder = program.folder.path
            // Where mounting isn't allowed, as in some containers, there is nothing to fill.
            let end = try ChildProcess(
                URL(fileURLWithPath: "/usr/bin/mount"), ["-t", "tmpfs", "-o", "size=48m", "tmpfs", folder], environment: [:],
                in: URL(fileURLWithPath: "/"), input: URL(fileURLWithPath: "/dev/null"), output: URL(fileURLWithPath: "/dev/null"),
                errors: URL(fileURLWithPath: "/dev/null")
            ).end()
            isMounted = end.code == 0 && end.signal == nil
        }
        defer { umount2(folder, Int32(MNT_DETACH)) }
        guard isMounted else {
            print("not run: no file system can be mounted here; FailingDiskTests fills the database instead")
            return
        }
        let client = try ready(round)
        let filler = round.program.folder.appendingPathComponent("filler")
        let file = open(filler.path, O_WRONLY | O_CREAT, 0o600)
        for size in [1 << 20, 4096] {
            let block = [UInt8](repeating: 1, count: size)
            while write(file, block, size) == size {}
        }
        close(file)
        var acknowledged = 0
        var refused: HTTPClient.Answer?
        for number in 1...2000 where refused == nil {
            let answer = try client.send(
                "POST", "/api/v1/submissions", body: person(number, client, round.first[1]), key: "disk-full-\(number)")
            if answer.status == 200 { acknowledged = number } else { refused = answer }
        }
        let answer = try #require(refused)
        let told = try problem(answer)
        #expect(answer.status == 507 && told["type"] as? String == "urn:linxuan:problem:storage-full", "\(told)")
        #expect((told["detail"] as? String)?.contains("磁盘已满") == true && told["exitCode"] as? Int == 1)
        #expect(try client.send("GET", "/api/v1/reviews").status == 200)
        unlink(filler.path)
        let last = acknowledged + 1
        #expect(
            try client.send("POST", "/api/v1/submissions", body: person(last, client, round.first[1]), key: "disk-full-\(last)").status
                == 200)
        #expect(try client.send("GET", "/readyz").status == 200)
        #expect(try round.program.run(["audit", "verify"]).code == 0)
    }

    // MARK: A flush that fails

    private static let shim = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>
        static int fails(int file) {
            const char *flag = getenv("FAILING_FLUSH");
            char link[64], path[4096];
            if (!flag || access(flag, F_OK)) return 0;
            snprintf(link, sizeof link, "/proc/self/fd/%d", file);
            ssize_t length = readlink(link, path, sizeof path - 1);
            if (length < 0) return 0;
            path[length] = 0;
            return strstr(path, "round.db") != NULL;
        }
        int fsync(int file) {
            if (fails(file)) { errno = EIO; return -1; }
            return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
        }
        int fdatasync(int file) {
            if (fails(file)) { errno = EIO; return -1; }
            return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
        }
        """#

    @Test("stops writing after a flush that failed, says so, goes on reading, and is right after a restart", .timeLimit(.minutes(10)))
    func flushFails() throws {
        let compiler = ["/usr/bin/cc", "/usr/bin/clang", "/opt/swift/usr/bin/clang"].first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        guard let compiler else {
            print("not run: there is no C compiler for the library that makes flushes fail")
            return
        }
        var flag = ""
        let round = try ServedRound { program in
            let source = program.folder.appendingPathComponent("flush.c")
            try Self.shim.write(to: source, atomically: true, encoding: .utf8)
            program.settings["PATH"] = "/usr/bin:/bin"
            let built = try program.run(URL(fileURLWithPath: compiler), ["-shared", "-fPIC", "-o", "flush.so", "flush.c", "-ldl"])
            #expect(built.code == 0, "\(built.errors)")
            flag = program.folder.appendingPathComponent("flush-fails").path
            program.settings["LD_PRELOAD"] = program.folder.appendingPathComponent("flush.so").path
            program.settings["FAILING_FLUSH"] = flag
        }
        let client = try ready(round)
        func submit(_ number: Int, to client: HTTPClient) throws -> HTTPClient.Answer {
            try client.send("POST", "/api/v1/submissions", body: person(number, client, round.first[1]), key: "disk-flush-\(number)")
        }
        #expect(try submit(1, to: client).status == 200)
        #expect(try client.send("GET", "/readyz").status == 200)
        #expect(FileManager.default.createFile(atPath: flag, contents: nil))
        let failed = try submit(2, to: client)
        let told = try problem(failed)
        #expect(failed.status == 503 && told["type"] as? String == "urn:linxuan:problem:storage-failing", "\(told)")
        #expect((told["detail"] as? String)?.contains("无法确认") == true)
        // The disk answers again, and still nobody knows what is on it.
        unlink(flag)
        let later = try submit(3, to: client)
        let words = try problem(later)["detail"] as? String
        #expect(later.status == 503 && words?.contains("已停止写入") == true)
        #expect(try client.send("GET", "/readyz").status == 503 && client.send("GET", "/healthz").status == 200)
        #expect(try client.send("GET", "/api/v1/reviews").status == 200)
        try round.killAndRestart()
        let anew = try HTTPClient(server: round.server.address, language: .zh, token: client.token)
        #expect(try anew.send("GET", "/readyz").status == 200)
        // Sent again with its key it counts once, whether it was kept or not.
        #expect(try submit(2, to: anew).status == 200 && submit(3, to: anew).status == 200)
        #expect(try round.program.run(["audit", "verify"]).code == 0)
    }
}
