internal import Foundation
public import Programme

extension Simulation {
    /// The files of a simulation, in a folder.
    public enum File: String, Sendable, CaseIterable {
        /// The affinities, as NumPy's format 1.0: float32, little-endian, C order; NaN for a conflict.
        case affinity = "affinity.npy"
        /// The scores: dossier, expert, score.
        case scores = "scores.csv"
        /// What the scores were made of: kind, id, value; of a dossier the score that an average expert would give
        /// it, of an expert the leniency, in points.
        case truth = "truth.csv"
        /// The instance, which names the affinities.
        case instance = "instance.json"
    }

    /// Writes the instance, its affinities, the scores and the truth behind them. The folder is made where it is
    /// missing; files of these names are replaced once all are complete, each as a whole.
    ///
    /// - Throws: `Failure.failed` where a file can't be written; the folder's files are then as they were.
    public func write(toFolder folder: String) throws(Failure) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .failed(
                Text(
                    zh: "无法建立目录“\(folder)”。请检查路径和权限。",
                    en: "the folder “\(folder)” cannot be made. Check the path and the rights."))
        }
        let affinity = try FileInProgress(File.affinity.rawValue, in: folder)
        let scores = try FileInProgress(File.scores.rawValue, in: folder)
        let truth = try FileInProgress(File.truth.rawValue, in: folder)
        let instance = try FileInProgress(File.instance.rawValue, in: folder)
        try instance.write(InstanceFile.text(of: problem(), affinityFile: File.affinity.rawValue))
        try write(truth, try write(affinity, scores))
        let files = [affinity, scores, truth, instance]
        for file in files { try file.finish() }
        for file in files { try file.putInPlace() }
    }

    /// One pass over the matrix, of which a row is kept at a time.
    private func write(_ matrix: FileInProgress, _ table: FileInProgress) throws(Failure) -> SimulatedScores {
        let affinities = SimulatedAffinities(self)
        var scores = SimulatedScores(self)
        let ids = (0..<experts).map(id(ofExpert:))
        try matrix.write(NumPyFile.header(rows: dossiers, columns: experts))
        try table.write("dossier,expert,score\n")
        for dossier in 0..<dossiers {
            let row = affinities.row(of: dossier)
            try matrix.write(row)
            for (expert, score) in scores.scores(of: dossier, row) {
                try table.write("\(id(ofDossier: dossier)),\(ids[expert]),\(points(score))\n")
            }
        }
        return scores
    }

    private func write(_ truth: FileInProgress, _ scores: SimulatedScores) throws(Failure) {
        try truth.write("kind,id,value\n")
        for (dossier, quality) in scores.qualities.enumerated() {
            try truth.write("dossier,\(id(ofDossier: dossier)),\(points(SimulatedScores.mean + quality))\n")
        }
        for (expert, leniency) in scores.leniencies.enumerated() {
            try truth.write("expert,\(id(ofExpert: expert)),\(points(leniency))\n")
        }
    }

    /// Hundredths as points with two decimals.
    private func points(_ hundredths: Int) -> String {
        let magnitude = abs(hundredths)
        return (hundredths < 0 ? "-" : "") + "\(magnitude / 100)." + padded(magnitude % 100, like: 10)
    }
}
