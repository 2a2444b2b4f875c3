public import Foundation

/// Where this user's own files are (XDG Base Directory Specification).
public enum UserFolders {
    /// What is set up once: `$XDG_CONFIG_HOME/linxuan`, else `~/.config/linxuan`.
    public static func configuration(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
        folder("XDG_CONFIG_HOME", else: "/.config", environment)
    }

    /// What is under way: `$XDG_STATE_HOME/linxuan`, else `~/.local/state/linxuan`.
    public static func state(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
        folder("XDG_STATE_HOME", else: "/.local/state", environment)
    }

    /// The specification has paths ignored that are not absolute.
    private static func folder(_ name: String, else usual: String, _ environment: [String: String]) -> String {
        let named = environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (named ?? (environment["HOME"] ?? "") + usual) + "/linxuan"
    }
}
