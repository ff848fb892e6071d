namespace OrdreCouncils.ServiceDefaults.Audit;

/// <summary>An entry that a log must contain.</summary>
/// <param name="Hash">Lower-case hexadecimal.</param>
public sealed record AuditMark(long Sequence, string Hash)
{
    /// <summary>Head of an empty log.</summary>
    public static readonly AuditMark Empty = new(0, AuditChain.Genesis);
}
