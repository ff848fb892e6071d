using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Opens a suspension outside a write transaction; the change checks that it is still at this version.</summary>
internal sealed class SuspensionOpener(Database database, SuspensionVault vault)
{
    /// <summary>The suspension of any physician: the change checks the scope. NOT_FOUND when absent.</summary>
    public async Task<OpenedSuspension> OpenAsync(string id, CancellationToken cancellation)
    {
        var (row, held) = await database.SnapshotAsync(
            async sql => (await SuspensionStore.GetAsync(sql, id), await GroundStore.GetAsync(sql, id)), cancellation);
        return row is null || held is null
            ? throw Fault.NotFound("suspension")
            : new OpenedSuspension(vault.Open(row, held), vault.OpenCourse(row, held));
    }
}

/// <param name="Row">In plain words.</param>
/// <param name="Course">Of an emergency suspension; empty for the others.</param>
internal sealed record OpenedSuspension(SuspensionRow Row, EmergencyCourse Course)
{
    /// <summary>The opened row at the version that is locked. What is sealed of a lift never changes before it, and no row is changed after one.</summary>
    public SuspensionRow Under(SuspensionRow locked) => Row with { Version = locked.Version, EndsOn = locked.EndsOn, LiftedOn = locked.LiftedOn };
}
