public import Programme

extension Lottery {
    /// The number of the ticket that is drawn, from 1: the first of them all in the order that RFC 3797 makes of the
    /// key. Every ticket is as likely as any other, as far as 2¹²⁸ or 2²⁵⁶ digests divide evenly among them.
    ///
    /// - Throws: `Failure.failed` where the machine refuses to compute MD5.
    public func drawnTicket(key: DrawKey, method: DrawMethod) throws(Failure) -> Int {
        try DrawOrder(count: tickets.count, key: key, method: method).numbers[0]
    }
}
