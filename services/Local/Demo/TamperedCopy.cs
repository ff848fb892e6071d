using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Local.Demo;

/// <summary>Verifies a copy of an audit log twice: unchanged, then after the actor of one entry was changed.</summary>
internal static class TamperedCopy
{
    public static async Task<(AuditFinding AsItIs, AuditFinding Tampered)> VerifyAsync(Database store, string file)
    {
        await using var copy = await AuditCopy.CreateAsync(store, file, CancellationToken.None);
        var asItIs = await copy.SnapshotAsync(sql => AuditVerifier.VerifyAsync(sql, []), CancellationToken.None);
        await copy.WriteAsync(
            async sql =>
            {
                // The owner of a store can drop the trigger that refuses updates.
                await sql.ExecuteAsync("drop trigger audit_entries_no_update");
                return await sql.ExecuteAsync(
                    "update audit_entries set actor = 'somebody-else' where sequence = @sequence", new { sequence = (asItIs.Entries + 1) / 2 }) == 1;
            },
            CancellationToken.None);
        return (asItIs, await copy.SnapshotAsync(sql => AuditVerifier.VerifyAsync(sql, []), CancellationToken.None));
    }
}
