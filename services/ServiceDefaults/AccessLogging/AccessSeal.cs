using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using OrdreCouncils.ServiceDefaults.Audit;

namespace OrdreCouncils.ServiceDefaults.AccessLogging;

/// <summary>Ties a batch of the access log to the audit chain by an audit entry with the batch's row count and SHA-256.</summary>
internal static class AccessSeal
{
    private const string Kind = "platform.reads.recorded";
    private const string SubjectPrefix = "record_accesses/";

    public static AuditRow Of(string batch, IReadOnlyCollection<AccessRow> rows, DateTimeOffset at)
    {
        var recorded = AuditEvent.Of(Kind, SubjectPrefix + batch, null, new { rows = rows.Count, sha256 = Digest(rows) });
        return new AuditRow
        {
            At = at,
            Actor = "system:access-log",
            Operation = "AccessLog",
            Kind = recorded.Kind,
            Subject = recorded.Subject,
            Body = recorded.Body,
        };
    }

    public static (string Batch, int Rows, string Digest)? Read(AuditRow entry)
    {
        if (entry.Kind != Kind || !entry.Subject.StartsWith(SubjectPrefix, StringComparison.Ordinal))
            return null;
        var batch = entry.Subject[SubjectPrefix.Length..];
        try
        {
            using var body = JsonDocument.Parse(entry.Body);
            var after = body.RootElement.GetProperty("after");
            return (batch, after.GetProperty("rows").GetInt32(), after.GetProperty("sha256").GetString() ?? "");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // An unreadable seal must match no batch, and no batch has a negative row count.
            return (batch, -1, "");
        }
    }

    public static string Digest(IEnumerable<AccessRow> rows)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows.OrderBy(row => row.Id, StringComparer.Ordinal))
        {
            AuditChain.Add(sha, row.Id);
            AuditChain.Add(sha, row.Subject);
            AuditChain.Add(sha, row.Actor);
            AuditChain.Add(sha, row.OnBehalfOf);
            AuditChain.Add(sha, row.Operation);
            AuditChain.Add(sha, row.Purpose);
            AuditChain.Add(sha, row.Granted ? "1" : "0");
            AuditChain.Add(sha, row.Count.ToString(CultureInfo.InvariantCulture));
            AuditChain.Add(sha, row.FirstAt);
            AuditChain.Add(sha, row.LastAt);
            // Rows written before these columns existed have neither, and their seal must still hold.
            if (row.ReaderBody.Length == 0 && row.Revision == 0)
                continue;
            AuditChain.Add(sha, row.ReaderBody);
            AuditChain.Add(sha, row.Revision.ToString(CultureInfo.InvariantCulture));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
