using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Persons;

/// <param name="Version">The version after the change.</param>
/// <param name="Revision">The revision that the change records.</param>
internal sealed record LockedPhysician(string Rpps, string Council, long Version, long Revision);

/// <summary>Every change of one physician starts here. Order of locks: the register's revision, then the physician.</summary>
internal sealed class PhysicianLocks(PersonVersions versions)
{
    /// <summary>Locks a physician in the caller's scope until the transaction ends. NOT_FOUND out of scope, ABORTED for a stale etag, FAILED_PRECONDITION for a
    /// merged number: new facts are recorded under the kept number.</summary>
    public async Task<LockedPhysician> LockForChangeAsync(Change change, string rpps, string etag, RowScope scope)
    {
        var physician = await LockEvenMergedAsync(change, rpps, etag, scope);
        await MergeLinks.CheckNotMergedAsync(change.Sql, rpps);
        return physician;
    }

    /// <summary>Also locks a merged number, for a change that continues a fact recorded before the merge.</summary>
    public async Task<LockedPhysician> LockEvenMergedAsync(Change change, string rpps, string etag, RowScope scope)
    {
        var revision = await RevisionStore.NextAsync(change.Sql, change.At);
        if (await versions.RaiseAsync(change, rpps, revision) is not { } version
            || await PhysicianStore.CouncilAsync(change.Sql, rpps, scope) is not { } council)
        {
            throw Fault.NotFound("physician");
        }

        Etag.Check(etag, version - 1);
        return new LockedPhysician(rpps, council, version, revision);
    }
}
