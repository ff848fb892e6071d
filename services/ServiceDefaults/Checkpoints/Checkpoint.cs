using System.Security.Cryptography;
using OrdreCouncils.ServiceDefaults.Audit;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

/// <summary>A signed head of an audit log (JWS, ES256): the service, the sequence and hash of its last entry, the instant.</summary>
internal static class Checkpoint
{
    private const string Type = "audit-checkpoint+jwt";
    private const string Sequence = "seq";
    private const string Hash = "hash";

    public static string Sign(string service, AuditMark head, DateTimeOffset at, ECDsa key) =>
        SignedStatement.Sign(Type, service, at, key, (Sequence, head.Sequence), (Hash, head.Hash));

    /// <summary>Null when none of the keys signed it, or it is of another service.</summary>
    public static async Task<AuditMark?> ReadAsync(string jws, string service, IEnumerable<ECDsa> keys) =>
        await SignedStatement.ReadAsync(Type, jws, service, keys) is { } token
        && token.TryGetPayloadValue<long>(Sequence, out var sequence) && token.TryGetPayloadValue<string>(Hash, out var hash)
            ? new AuditMark(sequence, hash)
            : null;
}
