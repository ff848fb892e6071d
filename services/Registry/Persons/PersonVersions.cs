using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Registry.Persons;

/// <summary>Raises versions of physicians and supersedes their cached copies after the commit.</summary>
internal sealed class PersonVersions(TwoLevelCache<RegisterEntry> cache)
{
    /// <summary>
    /// Raises the version of a physician, whose row stays locked until the transaction ends, and of every number linked by a merge, because their answers
    /// change too. Gives the new version; null when no physician has the number.
    /// </summary>
    public async Task<long?> RaiseAsync(Change change, string rpps, long revision)
    {
        if (await VersionStore.RaiseAsync(change.Sql, rpps, revision) is not { } version)
            return null;
        change.AfterCommit(() => SupersedeAsync(rpps, version));
        await RaiseLinkedAsync(change, [rpps], revision);
        return version;
    }

    /// <summary>Raises the versions of the numbers that a merge links with changed ones, but not of the changed ones themselves.</summary>
    public async Task RaiseLinkedAsync(Change change, IReadOnlyCollection<string> rpps, long revision)
    {
        if (rpps.Count == 0)
            return;
        foreach (var other in (await MergeLinks.LoadAsync(change.Sql, rpps)).OthersOf(rpps).Order(StringComparer.Ordinal))
        {
            var version = (await VersionStore.RaiseAsync(change.Sql, other, revision))!.Value;
            change.AfterCommit(() => SupersedeAsync(other, version));
        }
    }

    /// <summary>Call it after the commit: cached copies older than the version answer no more.</summary>
    public Task SupersedeAsync(string rpps, long version) => cache.SupersedeAsync(rpps, version);
}
