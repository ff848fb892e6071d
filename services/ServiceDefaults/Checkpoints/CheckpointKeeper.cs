using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

/// <summary>Signs the head of this store's audit log and its purges, and reads the checkpoints that the store holds.</summary>
internal sealed class CheckpointKeeper : IDisposable
{
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly string service;
    private readonly string folder;
    private readonly List<ECDsa> keys;

    public CheckpointKeeper(Database database, string service, IOptions<CheckpointOptions> options, TimeProvider clock)
    {
        (this.database, this.clock, this.service, folder) = (database, clock, service, options.Value.Folder);
        keys = [.. options.Value.KeyFiles.Select(file => EcKeyFile.Load(file, "Audit:KeyFiles"))];
    }

    public bool AreSigned => keys.Count > 0;

    /// <summary>Signs the head when entries came since the last checkpoint. The file comes first: a checkpoint that only the store has could be removed with
    /// the entries.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        var (head, last) = await database.ReadAsync(async sql => (await AuditStore.HeadAsync(sql), await CheckpointStore.LastAsync(sql)), cancellation);
        if (head.Sequence == 0 || last >= head.Sequence)
            return;
        var jws = Checkpoint.Sign(service, new AuditMark(head.Sequence, head.Hash), clock.GetUtcNow(), keys[0]);
        var row = new CheckpointRow { Sequence = head.Sequence, Jws = jws };
        if (folder.Length > 0)
            await CheckpointFolder.WriteAsync(folder, service, row, cancellation);
        await database.WriteAsync(
            async sql =>
            {
                await CheckpointStore.AddAsync(sql, row);
                return true;
            },
            cancellation);
    }

    /// <summary>Entries that the log must contain, from the checkpoints of a range in the store. The finding is empty unless a checkpoint has a wrong
    /// signature.</summary>
    public async Task<(List<AuditMark> Marks, string Finding)> ReadAsync(SqlSession sql, long from = long.MinValue, long until = long.MaxValue)
    {
        var marks = new List<AuditMark>();
        foreach (var row in AreSigned ? await CheckpointStore.AllAsync(sql, from, until) : [])
        {
            if (await Checkpoint.ReadAsync(row.Jws, service, keys) is not { } mark || mark.Sequence != row.Sequence)
                return (marks, $"The checkpoint of entry {row.Sequence} is not signed by this service.");
            marks.Add(mark);
        }

        return (marks, "");
    }

    public AuditPurge Signed(AuditPurge purge) => purge.Signed(service, clock.GetUtcNow(), keys[0]);

    /// <summary>Null without keys: nobody can tell then who signed.</summary>
    public Func<AuditPurge, Task<bool>>? PurgeCheck => AreSigned ? purge => purge.IsSignedAsync(service, keys) : null;

    public void Dispose() => keys.ForEach(key => key.Dispose());
}
