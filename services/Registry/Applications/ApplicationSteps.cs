using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.CivilStatus;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Registrations;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Applications;

/// <summary>What the changes of applications share.</summary>
/// <remarks>The order of locks, everywhere: the application, then the register's revision, then the physician.</remarks>
internal sealed class ApplicationSteps(EntryRecorder entries, PhysicianLocks locks)
{
    /// <summary>Takes an application within reach for a change. NOT_FOUND otherwise, ABORTED for a stale etag.</summary>
    public static async Task<ApplicationRow> LockAsync(Change change, string id, string etag, RowScope scope)
    {
        var row = await ApplicationStore.LockAsync(change.Sql, id, scope) ?? throw Fault.NotFound("application");
        Etag.Check(etag, row.Version - 1);
        return row;
    }

    /// <summary>FAILED_PRECONDITION once the council has decided, or its time is over: silence has refused then.</summary>
    public static void CheckOpen(ApplicationRow row, DateOnly today)
    {
        if (!row.IsOpen)
            throw Fault.Precondition(Reasons.WrongState, "The application is decided.");
        if (row.DueOn < today)
            throw Fault.Precondition(Reasons.WrongState, $"The time to decide ended on {row.DueOn:yyyy-MM-dd}: silence has refused (CSP L.4112-4).");
    }

    /// <summary>What can be applied for, as the register stands.</summary>
    public static async Task<FactGround> GroundAsync(SqlSession sql, string rpps, DateOnly on)
    {
        await MergeLinks.CheckNotMergedAsync(sql, rpps);
        return ApplicationRules.Ground(RegistrationRules.At((await RegisterEntries.LoadAsync(sql, rpps))?.Value, on).Status);
    }

    /// <summary>Enters the applicant, unless the register has changed so that it cannot be.</summary>
    public async Task EnterAsync(Change change, ApplicationRow row, DateOnly on)
    {
        await GroundAsync(change.Sql, row.Rpps, on);
        var qualifications = await ApplicationStore.QualificationsAsync(change.Sql, row.Id);
        var identity = new Identity(row.Title, row.Civility, row.FamilyName, row.GivenName);
        await entries.EnterAsync(
            change, new Entrant(row.Rpps, identity, row.Council, qualifications), Enum.Parse<FactGround>(row.Ground), on);
        // Their own line in the council's file: what was recorded there before, by whoever saw the document, is left as it is.
        if (row.BornOn is { } bornOn && await CivilStatusStore.GetAsync(change.Sql, row.Rpps) is null)
        {
            await CivilStatusStore.RecordAsync(
                change.Sql, row.Rpps, new CivilStatusRow { Id = change.NewId(), BornOn = bornOn }, change.At, change.Actor.Person.Subject);
            change.Audit("registry.birth_date.recorded", $"physicians/{row.Rpps}", null, new { field = "born_on", corrected = false });
        }
    }

    /// <summary>
    /// Takes out of the register whom this application had entered, the registration being annulled or withdrawn. One who has left it since, for another
    /// council or for good, stays where they are.
    /// </summary>
    public async Task EndAsync(Change change, ApplicationRow row, FactGround ground, DateOnly on)
    {
        var physician = await locks.LockForChangeAsync(change, row.Rpps, "", RowScope.Everything);
        var status = RegistrationRules.At(await RegisterEntries.KnownAsync(change.Sql, row.Rpps), on).Status;
        if (physician.Council == row.Council && status is (RegistrationStatus.Registered or RegistrationStatus.InTransfer))
            await DepartureNotices.OweAsync(change, await FactRecorder.RecordAsync(change, physician, FactKind.Left, ground, on));
    }

    /// <summary>Records what an application for a transfer means for who may practise meanwhile: it is in, or it is refused.</summary>
    public async Task TellTransferAsync(Change change, string rpps, bool refused, DateOnly on)
    {
        var physician = await locks.LockForChangeAsync(change, rpps, "", RowScope.Everything);
        await FactRecorder.RecordAsync(
            change, physician, refused ? FactKind.Left : FactKind.Applied, refused ? FactGround.TransferRefused : FactGround.TransferIn, on);
    }

    /// <summary>The application as the change leaves it.</summary>
    public static async Task<Application> ShowAsync(Change change, string id) =>
        await ApplicationMap.LoadAsync(change.Sql, (await ApplicationStore.GetAsync(change.Sql, id, RowScope.Everything))!);

    public static string Subject(string id) => $"applications/{id}";

    /// <summary>A step's row with its time limit computed anew.</summary>
    public static ApplicationRow Timed(ApplicationRow row) => row with { DueOn = ApplicationRules.DecisionTime(row)?.LastDay };
}
