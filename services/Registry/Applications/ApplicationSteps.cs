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

/// <summary>Steps that several changes of applications share. Order of locks: the application, the register's revision, the physician.</summary>
internal sealed class ApplicationSteps(EntryRecorder entries, PhysicianLocks locks)
{
    /// <summary>NOT_FOUND when absent or out of scope, ABORTED for a stale etag.</summary>
    public static async Task<ApplicationRow> LockAsync(Change change, string id, string etag, RowScope scope)
    {
        var row = await ApplicationStore.LockAsync(change.Sql, id, scope) ?? throw Fault.NotFound("application");
        Etag.Check(etag, row.Version - 1);
        return row;
    }

    /// <summary>FAILED_PRECONDITION once the council has decided or its time is over, which is an implicit refusal.</summary>
    public static void CheckOpen(ApplicationRow row, DateTimeOffset at)
    {
        if (!row.IsOpen)
            throw Fault.Precondition(Reasons.WrongState, "The application is decided.");
        if (row.DueOn < LocalDay.Of(at, row.Council))
            throw Fault.Precondition(Reasons.WrongState, $"The time to decide ended on {row.DueOn:yyyy-MM-dd}: silence has refused (CSP L.4112-4).");
    }

    /// <summary>The ground of an application by the register as it is now; FAILED_PRECONDITION when the register allows none.</summary>
    public static async Task<FactGround> GroundFromRegisterAsync(SqlSession sql, string rpps, DateOnly on)
    {
        await MergeLinks.CheckNotMergedAsync(sql, rpps);
        return ApplicationRules.Ground(RegistrationRules.At((await RegisterEntries.LoadAsync(sql, rpps))?.Value, on).Status);
    }

    /// <summary>FAILED_PRECONDITION when the register has changed since the application so that it allows no entry.</summary>
    public async Task EnterApplicantAsync(Change change, ApplicationRow row, DateOnly on)
    {
        await GroundFromRegisterAsync(change.Sql, row.Rpps, on);
        var qualifications = await ApplicationStore.QualificationsAsync(change.Sql, row.Id);
        var identity = new Identity(row.Title, row.Civility, row.FamilyName, row.GivenName);
        await entries.EnterAsync(
            change, new Entrant(row.Rpps, identity, row.Council, qualifications), Enum.Parse<FactGround>(row.Ground), on);
        // A birth date recorded before stays: it was copied from the document itself.
        if (row.BornOn is { } bornOn && await CivilStatusStore.GetAsync(change.Sql, row.Rpps) is null)
        {
            await CivilStatusStore.RecordAsync(
                change.Sql, row.Rpps, new CivilStatusRow { Id = change.NewId(), BornOn = bornOn }, change.At, change.Actor.Person.Subject);
            change.Audit("registry.birth_date.recorded", $"physicians/{row.Rpps}", null, new { field = "born_on", corrected = false });
        }
    }

    /// <summary>Ends the registration that this application led to, after an annulment or a withdrawal. A physician who has left this council since, for
    /// another one or for good, keeps their status.</summary>
    public async Task EndRegistrationAsync(Change change, ApplicationRow row, FactGround ground, DateOnly on)
    {
        var physician = await locks.LockForChangeAsync(change, row.Rpps, "", RowScope.Everything);
        var status = RegistrationRules.At(await RegisterEntries.KnownAsync(change.Sql, row.Rpps), on).Status;
        if (physician.Council == row.Council && status is (RegistrationStatus.Registered or RegistrationStatus.InTransfer))
            await DepartureNotices.AddOwedAsync(change, await FactRecorder.RecordAsync(change, physician, FactKind.Left, ground, on));
    }

    /// <summary>Records that a physician in transfer has applied: from then on they may practise until an express decision (CSP L.4112-5). An application that
    /// came before the departure counts from the departure.</summary>
    public async Task RecordTransferApplicationAsync(Change change, string rpps, DateOnly receivedOn)
    {
        var physician = await locks.LockForChangeAsync(change, rpps, "", RowScope.Everything);
        var left = (await RegisterEntries.KnownAsync(change.Sql, rpps)).Facts.Last(fact => fact.Ground == FactGround.TransferOut).EffectiveOn.Day();
        await FactRecorder.RecordAsync(change, physician, FactKind.Applied, FactGround.TransferIn, receivedOn < left ? left : receivedOn);
    }

    public async Task RecordTransferRefusalAsync(Change change, string rpps, DateOnly on)
    {
        var physician = await locks.LockForChangeAsync(change, rpps, "", RowScope.Everything);
        await FactRecorder.RecordAsync(change, physician, FactKind.Left, FactGround.TransferRefused, on);
    }

    public static async Task<Application> ToProtoAsync(Change change, string id) =>
        await ApplicationMap.LoadAsync(change.Sql, (await ApplicationStore.GetAsync(change.Sql, id, RowScope.Everything))!);

    public static string Subject(string id) => $"applications/{id}";

    public static ApplicationRow WithDueDay(ApplicationRow row) => row with { DueOn = ApplicationRules.DecisionTime(row)?.LastDay };
}
