using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <summary>The beginning and the end of every step: locks the procedure and checks it, then writes its deadline and the audit.</summary>
internal static class FitnessSteps
{
    /// <summary>The formation that the caller presides.</summary>
    public static string LevelOf(RowScope scope) => scope.All ? Formations.National : Formations.Regional;

    /// <summary>Locks the procedure. NOT_FOUND out of reach, ABORTED for a stale etag, FAILED_PRECONDITION when the formation may not act on the day.</summary>
    public static async Task<FitnessFile> LockAsync(Change change, string id, string etag, RowScope scope, DateOnly on)
    {
        var row = await FitnessStore.LockAsync(change.Sql, id, scope) ?? throw Fault.NotFound("procedure");
        Etag.Check(etag, row.Version - 1);
        var file = await FitnessStore.FileAsync(change.Sql, row);
        FitnessRules.CheckMayAct(file, LevelOf(scope), on);
        await CheckAliveAsync(change, row.Rpps);
        return file;
    }

    /// <summary>A death closes the procedure, whether or not the background work has done so yet.</summary>
    public static async Task CheckAliveAsync(Change change, string rpps)
    {
        if (RegistrationRules.At(await RegisterEntries.KnownAsync(change.Sql, rpps), LegalDay.Of(change.At)).Status == RegistrationStatus.Deceased)
            throw Fault.Precondition(RegistryReasons.Deceased, "The physician died: the procedure is closed.");
    }

    /// <summary>Stores the deadline that follows from the facts as they are now, and answers with the procedure.</summary>
    public static async Task<FitnessProcedure> DoneAsync(Change change, string id, string kind, object audited)
    {
        var file = await ReadAsync(change.Sql, id);
        await FitnessStore.UpdateAsync(change.Sql, FitnessRules.Due(file));
        // The procedure and not the physician: an audit log read beside discipline would tell of whom health is doubted.
        change.Audit(kind, $"fitness_procedures/{id}", null, audited);
        return FitnessMap.ToProto(await ReadAsync(change.Sql, id));
    }

    private static async Task<FitnessFile> ReadAsync(SqlSession sql, string id) =>
        await FitnessStore.FileAsync(sql, (await FitnessStore.GetAnyAsync(sql, id))!);
}
