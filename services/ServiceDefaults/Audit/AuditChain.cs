using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrdreCouncils.ServiceDefaults.Audit;

/// <summary>Hash chain: an entry's SHA-256 covers the previous entry's hash and all columns of its own, each with its length in front.</summary>
public static class AuditChain
{
    public static readonly string Genesis = new('0', 64);

    public static string Hash(string previousHash, AuditRow row)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Convert.FromHexString(previousHash));
        Add(sha, row.Sequence.ToString(CultureInfo.InvariantCulture));
        Add(sha, row.At);
        Add(sha, row.Actor);
        Add(sha, row.OnBehalfOf);
        Add(sha, row.Operation);
        Add(sha, row.Kind);
        Add(sha, row.Subject);
        Add(sha, row.Reason);
        Add(sha, row.RequestId);
        Add(sha, row.Body);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    // Both engines keep microseconds.
    internal static void Add(IncrementalHash sha, DateTimeOffset value) =>
        Add(sha, (value.UtcTicks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture));

    internal static void Add(IncrementalHash sha, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        sha.AppendData(length);
        sha.AppendData(bytes);
    }
}

public sealed record AuditRow
{
    public long Sequence { get; init; }
    public DateTimeOffset At { get; init; }
    public string Actor { get; init; } = "";
    public string OnBehalfOf { get; init; } = "";
    public string Operation { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Reason { get; init; } = "";
    public string RequestId { get; init; } = "";
    public string Body { get; init; } = "";
    public string PreviousHash { get; init; } = "";
    public string Hash { get; init; } = "";
}
