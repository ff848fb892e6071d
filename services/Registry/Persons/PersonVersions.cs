using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Registry.Persons;

internal sealed class PersonVersions(TwoLevelCache<RegisterEntry> cache)
{
    /// <summary>Also raises the versions of numbers linked by a merge, because their answers change too. Locks the rows; null for an unknown number.</summary>
    public async Task<long?> RaiseAsync(Change change, string rpps, long revision)
    {
        if (await VersionStore.RaiseAsync(change.Sql, rpps, revision) is not { } version)
            return null;
        change.AfterCommit(() => SupersedeAsync(rpps, version));
        await RaiseLinkedAsync(change, [rpps], revision);
        return version;
    }

    /// <summary>Leaves the versions of the changed numbers themselves alone.</summary>
    public async Task RaiseLinkedAsync(Change change, IReadOnlyCollection<string> rpps, long revision)
    {
        if (rpps.Count == 0)
            return;
        foreach (var other in (await MergeLinks.LoadAsync(change.Sql, rpps)).LinkedWith(rpps).Order(StringComparer.Ordinal))
        {
            var version = (await VersionStore.RaiseAsync(change.Sql, other, revision))!.Value;
            change.AfterCommit(() => SupersedeAsync(other, version));
        }
    }

    /// <summary>Call it after the commit: from then on no cached copy older than the version is served.</summary>
    public Task SupersedeAsync(string rpps, long version) => cache.SupersedeAsync(rpps, version);
}
