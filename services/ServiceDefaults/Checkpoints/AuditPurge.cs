using System.Globalization;
using System.Security.Cryptography;
using OrdreCouncils.ServiceDefaults.Audit;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

/// <summary>What a purge removed from the audit.</summary>
public enum PurgeKind
{
    /// <summary>Audit entries up to a number.</summary>
    Entries,

    /// <summary>Rows of the access log that the entries up to a number sealed.</summary>
    Reads,
}

/// <summary>A part of the audit that was deleted because its period had passed: an audit entry records it, and the service signs it (JWS, ES256), so that
/// whoever deletes rows cannot pass it off as a purge.</summary>
public sealed record AuditPurge
{
    private const string Type = "audit-purge+jwt";
    private const string Claim = "purge";

    public long Sequence { get; init; }
    public PurgeKind Kind { get; init; }
    public long UntilSequence { get; init; }
    public string UntilHash { get; init; } = "";
    public long RowsDeleted { get; init; }
    public string Jws { get; init; } = "";

    /// <summary>The last entry that the purge covers.</summary>
    public AuditMark Until => new(UntilSequence, UntilHash);

    internal AuditPurge Signed(string service, DateTimeOffset at, ECDsa key) =>
        this with { Jws = SignedStatement.Sign(Type, service, at, key, (Claim, Statement)) };

    /// <summary>Whether one of the keys signed this purge for the service, with the values that it has now.</summary>
    internal async Task<bool> IsSignedAsync(string service, IEnumerable<ECDsa> keys) =>
        await SignedStatement.ReadAsync(Type, Jws, service, keys) is { } token
        && token.TryGetPayloadValue<string>(Claim, out var statement) && statement == Statement;

    private string Statement => string.Create(CultureInfo.InvariantCulture, $"{Sequence} {Kind} {UntilSequence} {UntilHash} {RowsDeleted}");
}
