using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Restrictions;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.FitnessProcedures;

internal sealed partial class FitnessProceduresGrpc(
    Database database, ChangeRunner changes, PhysicianLocks locks, FitnessVault vault, SuspensionVault suspensions, SuspensionOpener opener, Blinder blinder,
    TimeProvider clock, RppsPolicy rppsPolicy) : FitnessProceduresService.FitnessProceduresServiceBase
{
    public override async Task<OpenFitnessProcedureResponse> OpenFitnessProcedure(OpenFitnessProcedureRequest request, ServerCallContext context)
    {
        var (requestId, asked, kind, grounds) = FitnessInput.Read(request, LocalDay.Today(clock, context.Scope()), rppsPolicy);
        var scope = context.Scope();
        var council = await database.ReadAsync(sql => PhysicianStore.CouncilAsync(sql, asked.Rpps, RowScope.Everything), context.CancellationToken);
        if (council is null || RegionalCouncils.Of(council) is not { } region || !scope.Regions.Contains(region))
            throw Fault.NotFound("physician");
        var row = asked with { Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString(), Council = council, Region = region };
        row = row with { RulingDueOn = FitnessDeadlines.Ruling(row).LastDay };
        row = FitnessRules.Due(new FitnessFile(row, [], [], [], []));
        ContentRow[] contents = [vault.Kind(row, kind.ToString()), vault.Grounds(row, grounds)];
        var emergency = row.EmergencyId is { } followed ? await opener.OpenAsync(followed, context.CancellationToken) : null;
        var sealedCourse = emergency is null ? [] : suspensions.SealCourse(
            emergency.Row, emergency.Course with { Body = nameof(EmergencyBody.Formation), SeisedOn = row.ReceivedOn });

        return await ChangeAsync(context, request, requestId, async change =>
        {
            if (emergency is not null)
                await SeiseAsync(change, row, emergency, sealedCourse);
            await MergeLinks.CheckNotMergedAsync(change.Sql, row.Rpps);
            await FitnessSteps.CheckAliveAsync(change, row.Rpps);
            if (!await FitnessStore.AddAsync(change.Sql, row, change.Actor.Person.Subject, change.At))
                throw Fault.Precondition(Reasons.WrongState, "Another procedure follows this emergency suspension.");
            await FitnessContentStore.PutAsync(change.Sql, contents);
            return new OpenFitnessProcedureResponse
            {
                Procedure = await FitnessSteps.DoneAsync(
                    change, row.Id, "registry.fitness_procedure.opened", new { row.Region, seisedBy = row.SeisedBy, receivedOn = row.ReceivedOn }),
            };
        });
    }

    public override async Task<NameFitnessExpertResponse> NameFitnessExpert(NameFitnessExpertRequest request, ServerCallContext context)
    {
        var (requestId, expert, content) = FitnessInput.Read(request, LocalDay.Today(clock, context.Scope()));
        var (file, held) = await OpenAsync(expert.ProcedureId, context);
        var kind = vault.OpenKind(file.Row, held);
        var put = vault.Expert(file.Row, expert.Place, content);
        return await ChangeAsync(context, request, requestId, async change =>
        {
            var locked = await FitnessSteps.LockAsync(change, expert.ProcedureId, request.Etag, context.Scope(), expert.NamedOn);
            // Also when it is refused: the error tells whether insufficiency is alleged.
            context.ReadsHealth($"physicians/{locked.Row.Rpps}");
            FitnessRules.CheckExpert(locked, expert, kind, content);
            await FitnessStore.PutExpertAsync(change.Sql, expert);
            await FitnessContentStore.PutAsync(change.Sql, put);
            return new NameFitnessExpertResponse
            {
                Procedure = await FitnessSteps.DoneAsync(
                    change, locked.Row.Id, "registry.fitness_procedure.expert_named", new { expert.Place, expert.NamedOn, expert.ByCourt }),
            };
        });
    }

    public override async Task<RecordFitnessReportResponse> RecordFitnessReport(RecordFitnessReportRequest request, ServerCallContext context)
    {
        var (requestId, report, content) = FitnessInput.Read(request, LocalDay.Today(clock, context.Scope()));
        var (file, _) = await OpenAsync(report.ProcedureId, context);
        var numbered = report with { Number = file.Reports.Count + 1 };
        var put = vault.Report(file.Row, numbered.Number, content);
        return await ChangeAsync(context, request, requestId, async change =>
        {
            var locked = await FitnessSteps.LockAsync(change, report.ProcedureId, request.Etag, context.Scope(), report.ReceivedOn);
            // The text is sealed to its number, which another report may have taken meanwhile.
            Etag.Check(Etag.Of(file.Reports.Count), locked.Reports.Count);
            FitnessRules.CheckReport(locked, report.ReceivedOn);
            await FitnessStore.AddReportAsync(change.Sql, numbered);
            await FitnessContentStore.PutAsync(change.Sql, put);
            return new RecordFitnessReportResponse
            {
                Procedure = await FitnessSteps.DoneAsync(
                    change, locked.Row.Id, "registry.fitness_procedure.report_received", new { numbered.Number, report.ReceivedOn }),
            };
        });
    }

    public override Task<FixFitnessSessionResponse> FixFitnessSession(FixFitnessSessionRequest request, ServerCallContext context)
    {
        var (requestId, id, sessionOn) = FitnessInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return ChangeAsync(context, request, requestId, async change =>
        {
            var scope = context.Scope();
            var file = await FitnessSteps.LockAsync(change, id, request.Etag, scope, sessionOn);
            var level = FitnessSteps.LevelOf(scope);
            Requests.Days.NotBefore(sessionOn, level == Formations.National ? file.Row.PassedOn!.Value : file.Row.ReceivedOn, "session_on");
            await FitnessStore.PutSessionAsync(change.Sql, new SessionRow { ProcedureId = id, Level = level, SessionOn = sessionOn });
            return new FixFitnessSessionResponse
            {
                Procedure = await FitnessSteps.DoneAsync(change, id, "registry.fitness_procedure.session_fixed", new { level, sessionOn }),
            };
        });
    }

    public override Task<RecordFitnessSummonsResponse> RecordFitnessSummons(RecordFitnessSummonsRequest request, ServerCallContext context)
    {
        var (requestId, id, summonedOn) = FitnessInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return ChangeAsync(context, request, requestId, async change =>
        {
            var scope = context.Scope();
            var file = await FitnessSteps.LockAsync(change, id, request.Etag, scope, summonedOn);
            var session = file.SessionOf(FitnessSteps.LevelOf(scope)) ?? throw Fault.Precondition(Reasons.WrongState, "No session is fixed: fix it first.");
            Requests.Days.NotBefore(summonedOn, file.Row.ReceivedOn, "summoned_on");
            if (summonedOn > session.SessionOn)
                throw Fault.Invalid("summoned_on", $"Write a day that is not after {session.SessionOn:yyyy-MM-dd}, the session.");
            await FitnessStore.PutSessionAsync(change.Sql, session with { SummonedOn = summonedOn });
            return new RecordFitnessSummonsResponse
            {
                Procedure = await FitnessSteps.DoneAsync(change, id, "registry.fitness_procedure.summoned", new { session.Level, summonedOn }),
            };
        });
    }

    public override Task<CloseFitnessProcedureResponse> CloseFitnessProcedure(CloseFitnessProcedureRequest request, ServerCallContext context)
    {
        var (requestId, id, closedOn) = FitnessInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return ChangeAsync(context, request, requestId, async change =>
        {
            var file = await FitnessSteps.LockAsync(change, id, request.Etag, context.Scope(), closedOn);
            Requests.Days.NotBefore(closedOn, file.Row.ReceivedOn, "closed_on");
            if (file.Row.OnAppeal)
                throw Fault.Precondition(Reasons.WrongState, "The regional formation has ruled: the national one rules on the appeal.");
            await FitnessStore.UpdateAsync(change.Sql, file.Row with { State = States.Closed, ClosedOn = closedOn, DueOn = null });
            return new CloseFitnessProcedureResponse
            {
                Procedure = await FitnessSteps.DoneAsync(
                    change, id, "registry.fitness_procedure.closed", new { closedOn, closure = request.Closure.ToString() }),
            };
        });
    }

    /// <summary>The seisin of the formation, in the course of the emergency suspension.</summary>
    private async Task SeiseAsync(Change change, ProcedureRow row, OpenedSuspension emergency, byte[] sealedCourse)
    {
        if (emergency.Row.Rpps != row.Rpps)
            throw Fault.NotFound("suspension");
        var physician = await locks.LockEvenMergedAsync(change, row.Rpps, "", RowScope.Everything);
        var current = (await SuspensionStore.GetAsync(change.Sql, emergency.Row.Id))!;
        Etag.Check(Etag.Of(emergency.Row.Version), current.Version);
        var seised = EmergencyRules.Seised(emergency.Under(current), emergency.Course, EmergencyBody.Formation, row.ReceivedOn, "received_on", row.Council);
        // The council may have recorded the same seisin.
        if (emergency.Course.Body.Length == 0)
            await SuspensionRecorder.FollowAsync(change, seised, sealedCourse, physician);
    }

    /// <summary>Outside the write transaction. NOT_FOUND when absent or out of reach.</summary>
    private Task<(FitnessFile File, IReadOnlyList<ContentRow> Held)> OpenAsync(string id, ServerCallContext context) => database.SnapshotAsync(
        async sql => await FitnessStore.GetAsync(sql, id, context.Scope()) is { } row
            ? (await FitnessStore.FileAsync(sql, row), await FitnessContentStore.AllAsync(sql, id))
            : throw Fault.NotFound("procedure"),
        context.CancellationToken);

    /// <summary>A request tells in few words what is alleged: its digest needs a key.</summary>
    private Task<TResponse> ChangeAsync<TRequest, TResponse>(
        ServerCallContext context, TRequest request, string requestId, Func<Change, Task<TResponse>> work)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new() =>
        changes.RunAsync(context, request, requestId, "", work, blinder);
}
