import ArgumentParser
import Foundation
import Programme
import Service
import Storage
import Workflow

/// `linxuan serve`: makes a round available over HTTP.
struct ServeCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "serve", abstract: local("启动服务，供专家远程评审", "Serve a round, for experts elsewhere"),
            discussion: local(
                "默认只在本机监听，由 nginx 等在前面终止 TLS。收到 SIGTERM 或 Ctrl-C 后，办完已受理的请求再退出。日志以 JSON 逐行写到标准错误。",
                "Listens on this machine alone unless told otherwise; have nginx end TLS in front. On SIGTERM or Ctrl-C it finishes what it took. Its log goes to standard error, a JSON object a line."
            ))
    }

    @Option(help: .text("本轮工作的数据库文件", "The database of the round", value: "file")) var database = "round.db"
    @Option(help: .text("监听的地址", "The address to listen on")) var host = "127.0.0.1"
    @Option(help: .text("端口，0 为任一空闲端口", "The port; 0 for any that is free")) var port = 8080
    @Flag(
        name: .customLong("behind-tls"),
        help: .text("确认前面已终止 TLS，可监听本机以外的地址", "TLS is ended in front: addresses beyond this machine may be listened on"))
    var isBehindTLS = false
    @Option(
        help: .text(
            "收到停止信号后继续受理的秒数；其间 /readyz 已答未就绪", "For how many seconds to go on once told to stop, while /readyz says no already",
            value: "seconds")) var drain = 0
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (0...600).contains(drain) else {
            throw ValidationError(local("--drain 应为 0 至 600 秒。", "--drain takes 0 to 600 seconds."))
        }
    }

    func run() async throws {
        let store = try RoundDatabase(path: database, creating: false)
        let metrics = ServiceMetrics(of: store, in: database, version: Program.configuration.version)
        let service = try RoundService(
            Office(store: MeasuredStore(store, metrics)), host: host, port: port, isBehindTLS: isBehindTLS, metrics: metrics,
            drain: .seconds(drain))
        let lock = try ServerLock(database: database)
        let json = common.json
        try await service.run { address in
            print(json ? #"{"address":"\#(address)"}"# : local("服务已启动：\(address)", "Listening on \(address)"))
            fflush(nil)
        }
        // The lock lasts as long as the service.
        _ = consume lock
    }
}
