using System.Globalization;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Registry.Imports;

/// <summary>Writes the batches of one file, each in its own transaction, and tracks across batches which persons the file has named.</summary>
/// <remarks>Memory: about 20 bytes per named person, plus the stored facts of persons that the file has named only in part so far.</remarks>
internal sealed class BatchWriter(PersonVersions versions, int number, DateOnly today)
{
    private readonly HashSet<long> named = [];
    private readonly Dictionary<string, HashSet<FactHash>> unsaid = [];

    public int Persons => named.Count;

    /// <summary>Lines rejected here: only the register or an earlier batch shows their fault.</summary>
    public int Rejected { get; private set; }

    public bool HasUnsaid => unsaid.Count > 0;

    public async Task WriteAsync(Change change, ImportBatch batch)
    {
        SqliteLoad.Prepare(change.Sql);
        await ImportStore.LockTurnAsync(change.Sql);
        var revision = await RevisionStore.NextAsync(change.Sql, change.At, number);
        var writer = new PersonWriter(change.Sql, number, revision, today);
        var known = await PersonStore.HashesAsync(change.Sql, batch.Persons.Keys);
        var entered = 0;
        var others = new List<PersonLines>();
        foreach (var said in batch.Persons.Values)
        {
            if (!known.TryGetValue(said.Rpps, out var hash))
            {
                writer.Enter(ImportRules.Enter(said));
                named.Add(Key(said.Rpps));
                entered++;
            }
            else if (hash == ImportRules.ContentHash(said))
            {
                named.Add(Key(said.Rpps));
                unsaid.Remove(said.Rpps);
            }
            else
            {
                others.Add(said);
            }
        }

        var stored = await PersonStore.LoadAsync(change.Sql, [.. others.Select(said => said.Rpps)]);
        var updates = new List<(PersonChange, StoredPerson)>();
        foreach (var said in others)
        {
            if (Update(stored[said.Rpps], said, batch) is { } update)
                updates.Add((update, stored[said.Rpps]));
        }

        await UpdateAsync(change, writer, revision, updates);
        await writer.FlushAsync();
        await ImportStore.AddRejectsAsync(change.Sql, number, batch.Rejects);
        if (entered + updates.Count + batch.Rejects.Count == 0)
            change.Unchanged();
        else
            await CloseAsync(change, "registry.import.batch_written", entered, updates, batch.Rejects.Count);
    }

    /// <summary>At the end of the file: ends the stored facts that the file did not repeat.</summary>
    public async Task EndUnsaidAsync(Change change)
    {
        await ImportStore.LockTurnAsync(change.Sql);
        var revision = await RevisionStore.NextAsync(change.Sql, change.At, number);
        var some = unsaid.Take(ImportBatch.MostPersons).ToDictionary();
        var stored = await PersonStore.LoadAsync(change.Sql, some.Keys);
        var updates = stored.Values.Select(person => (ImportRules.End(person, some[person.Rpps]), person)).ToList();
        await UpdateAsync(change, new PersonWriter(change.Sql, number, revision, today), revision, updates);
        await CloseAsync(change, "registry.import.ends_written", 0, updates, 0);
        foreach (var rpps in some.Keys)
            unsaid.Remove(rpps);
    }

    /// <summary>Null when the lines change nothing. Rejects lines that give a person another name than earlier lines of the same file.</summary>
    private PersonChange? Update(StoredPerson stored, PersonLines said, ImportBatch batch)
    {
        if (named.Add(Key(said.Rpps)))
        {
            if (ImportRules.Missing(stored, said) is { Count: > 0 } missing)
                unsaid[said.Rpps] = missing;
            return ImportRules.Update(stored, said, again: false);
        }

        if (said.Identity != stored.Identity)
        {
            batch.Rejects.AddRange(said.Lines.Select(ImportRules.OtherName));
            Rejected += said.Lines.Count;
            return null;
        }

        if (unsaid.TryGetValue(said.Rpps, out var before))
        {
            ImportRules.RemoveSaid(before, said);
            if (before.Count == 0)
                unsaid.Remove(said.Rpps);
        }

        return ImportRules.Update(stored, said, again: true);
    }

    private async Task UpdateAsync(Change change, PersonWriter writer, long revision, List<(PersonChange Change, StoredPerson Stored)> updates)
    {
        foreach (var update in updates)
            await writer.UpdateAsync(update.Change, update.Stored);
        await versions.RaiseLinkedAsync(change, updates.ConvertAll(update => update.Stored.Rpps), revision);
        change.AfterCommit(() => Task.WhenAll(updates.Select(update => versions.SupersedeAsync(update.Stored.Rpps, update.Stored.NextVersion))));
    }

    private async Task CloseAsync(Change change, string kind, int entered, List<(PersonChange, StoredPerson Stored)> updates, int rejects)
    {
        // An earlier batch has counted the persons that it entered or changed.
        var updated = updates.Count(update => update.Stored.ChangedIn != number);
        await ImportStore.CountAsync(change.Sql, number, entered, updated);
        change.Audit(kind, $"imports/{number}", null, new { entered, changed = updates.Count, rejects });
    }

    private static long Key(string rpps) => long.Parse(rpps, CultureInfo.InvariantCulture);
}
