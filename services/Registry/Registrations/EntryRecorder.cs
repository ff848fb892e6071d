using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Registry.Registrations;

internal sealed record Entrant(string Rpps, Identity Identity, string Council, IReadOnlyList<QualificationFact> Qualifications);

/// <summary>Enters a physician by a decision of the Order, with rows as an import writes them. Later imports update everything but the council.</summary>
internal sealed class EntryRecorder(PersonVersions versions)
{
    // Import number of a person that no import changed.
    private const int NoImport = 0;

    /// <summary>Order of locks: call it before the transaction locks any physician.</summary>
    public async Task EnterAsync(Change change, Entrant entrant, FactGround ground, DateOnly effectiveOn)
    {
        var rpps = entrant.Rpps;
        var revision = await RevisionStore.NextAsync(change.Sql, change.At);
        await MergeLinks.CheckNotMergedAsync(change.Sql, rpps);
        var stored = (await PersonStore.LoadAsync(change.Sql, [rpps])).GetValueOrDefault(rpps);
        var version = stored is null
            ? await AddAsync(change, entrant, revision, effectiveOn)
            : await UpdateAsync(change, entrant, stored, revision);
        await PersonStore.MarkCouncilDecidedAsync(change.Sql, rpps);
        await FactRecorder.RecordAsync(change, new LockedPhysician(rpps, entrant.Council, version, revision), FactKind.Entered, ground, effectiveOn);
        change.AfterCommit(() => versions.SupersedeAsync(rpps, version));
        await versions.RaiseLinkedAsync(change, [rpps], revision);
    }

    private static async Task<long> AddAsync(Change change, Entrant entrant, long revision, DateOnly effectiveOn)
    {
        var writer = new PersonWriter(change.Sql, NoImport, revision, effectiveOn);
        writer.Enter(new PersonChange(entrant.Rpps)
        {
            Identity = entrant.Identity,
            Council = entrant.Council,
            // The Order's decision does not tell it: the national file does.
            Category = "",
            ContentHash = PersonChange.HashOf(entrant.Identity, "", entrant.Qualifications, []),
            NewQualifications = entrant.Qualifications,
        });
        await writer.FlushAsync();
        return 1;
    }

    private static async Task<long> UpdateAsync(Change change, Entrant entrant, StoredPerson stored, long revision)
    {
        var added = entrant.Qualifications.Where(fact => !stored.Qualifications.ContainsKey(fact.Hash)).ToList();
        var recognised = entrant.Qualifications
            .Where(fact => fact.RecognisedOn is not null && stored.Qualifications.TryGetValue(fact.Hash, out var known) && known.RecognisedOn != fact.RecognisedOn)
            .ToDictionary(fact => fact.Hash);
        var writer = new PersonWriter(change.Sql, NoImport, revision, LegalDay.Of(change.At));
        await writer.UpdateAsync(
            new PersonChange(entrant.Rpps)
            {
                Identity = entrant.Identity,
                Council = entrant.Council,
                Category = stored.Category,
                ContentHash = PersonChange.HashOf(
                    entrant.Identity, stored.Category,
                    stored.Qualifications.Values.Select(fact => recognised.GetValueOrDefault(fact.Hash, fact)).Concat(added).Concat(stored.Abandoned.Values),
                    stored.Activities),
                Recognitions = [.. recognised.Values],
                NewQualifications = added,
            }, stored);
        await writer.FlushAsync();
        return stored.NextVersion;
    }
}
