using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Restrictions;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <content>Rulings, which go into the register in the same transaction, and appeals against them.</content>
internal sealed partial class FitnessProceduresGrpc
{
    public override async Task<DecideFitnessProcedureResponse> DecideFitnessProcedure(DecideFitnessProcedureRequest request, ServerCallContext context)
    {
        var today = LocalDay.Today(clock, context.Scope());
        var (requestId, asked, content, ground) = FitnessInput.Read(request, today);
        var (file, held) = await OpenAsync(asked.ProcedureId, context);
        var kind = vault.OpenKind(file.Row, held);
        var level = FitnessSteps.LevelOf(context.Scope());
        var ruling = asked with { Level = level };
        var stands = level == Formations.National && file.Row.OnAppeal ? file.RulingOf(Formations.Regional) : null;
        var pronounced = Pronounced(file, ruling, stands, held, content);
        var contents = vault.Ruling(file.Row, level, pronounced, ground).ToList();
        var (row, sealedRow) = NewSuspension(request, file, stands, kind, today, ground, context);
        var emergency = file.Row.EmergencyId is { } followed ? await opener.OpenAsync(followed, context.CancellationToken) : null;
        var annulled = stands is { Suspends: true } && !ruling.Suspends ? await opener.OpenAsync(file.Row.SuspensionId!, context.CancellationToken) : null;
        var ends = Lift(emergency, LiftGround.OrderRuled);
        var annuls = Lift(annulled, LiftGround.Annulled);

        return await ChangeAsync(context, request, requestId, async change =>
        {
            // Before the procedure: every change of a physician locks the register first.
            var physician = row is null && emergency is null && annulled is null
                ? null
                : await locks.LockEvenMergedAsync(change, file.Row.Rpps, "", RowScope.Everything);
            var locked = await FitnessSteps.LockAsync(change, file.Row.Id, request.Etag, context.Scope(), ruling.DecidedOn);
            // Also when it is refused: the error tells whether insufficiency is alleged.
            context.ReadsHealth($"physicians/{locked.Row.Rpps}");
            Etag.Check(Etag.Of(file.Row.Version), locked.Row.Version - 1);
            FitnessRules.CheckRuling(locked, ruling);
            if (physician is not null)
                await EnterAsync(change, ruling, row, sealedRow, emergency, ends, annulled, annuls, physician);
            await FitnessStore.AddRulingAsync(change.Sql, ruling);
            await FitnessContentStore.PutAsync(change.Sql, contents);
            await FitnessStore.UpdateAsync(change.Sql, Ruled(locked.Row, ruling, row));
            return new DecideFitnessProcedureResponse
            {
                Procedure = await FitnessSteps.DoneAsync(
                    change, locked.Row.Id, "registry.fitness_procedure.decided",
                    new { ruling.Level, ruling.DecidedOn, ruling.MembersPresent, ruling.Suspends }),
            };
        });
    }

    public override Task<LodgeFitnessAppealResponse> LodgeFitnessAppeal(LodgeFitnessAppealRequest request, ServerCallContext context)
    {
        var (requestId, id, lodgedOn, notifiedOn) = FitnessInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return ChangeAsync(context, request, requestId, async change =>
        {
            // Until an appeal the national formation does not have the procedure.
            var row = await FitnessStore.LockAnyAsync(change.Sql, id) ?? throw Fault.NotFound("procedure");
            Etag.Check(request.Etag, row.Version - 1);
            var file = await FitnessStore.FileAsync(change.Sql, row);
            await FitnessSteps.CheckAliveAsync(change, row.Rpps);
            var time = FitnessRules.AppealTime(notifiedOn) ?? await SuspensionTimeAsync(change, row, request.Appellant);
            FitnessRules.CheckAppeal(file, time, lodgedOn);
            if (!await FitnessStore.AddAppealAsync(change.Sql, id, request.Appellant.ToString(), lodgedOn))
                throw Fault.Precondition(Reasons.WrongState, "This appellant has appealed.");
            if (row.SuspensionId is { } suspension)
            {
                // The national registry may have recorded it, beside the suspension.
                await SuspensionAppealStore.AddAsync(
                    change.Sql, new SuspensionAppealRow { SuspensionId = suspension, Appellant = request.Appellant, LodgedOn = lodgedOn },
                    change.Actor.Person.Subject, change.At);
            }

            var appealed = row.OnAppeal
                ? row
                : row with { Holder = Formations.National, PassedOn = lodgedOn, OnAppeal = true, State = States.Open, ClosedOn = null };
            await FitnessStore.UpdateAsync(change.Sql, FitnessRules.Due(file with { Row = appealed }));
            return new LodgeFitnessAppealResponse
            {
                Procedure = await FitnessSteps.DoneAsync(
                    change, id, "registry.fitness_procedure.appealed", new { appellant = request.Appellant.ToString(), lodgedOn }),
            };
        });
    }

    /// <summary>The sealed part of the ruling. It rests on a presumption when the last report says that the physician was absent (R.4124-3, IV).</summary>
    private SealedRuling Pronounced(FitnessFile file, RulingRow ruling, RulingRow? stands, IReadOnlyList<ContentRow> held, SealedRuling content)
    {
        var presumed = ruling.Suspends && stands is not { Suspends: true } && file.Reports is [.., var last]
            && vault.Read<SealedReport>(file.Row, held.Single(row => row.Topic == Topics.Report && row.Number == last.Number)).Absent;
        return content with { Presumed = presumed };
    }

    /// <summary>The suspension that the ruling brings into the register, read by the rules of RecordSuspension; null when it brings none.</summary>
    private (SuspensionRow? Row, SealedSuspension? Held) NewSuspension(
        DecideFitnessProcedureRequest request, FitnessFile file, RulingRow? stands, string kind, DateOnly today, string ground, ServerCallContext context)
    {
        if (!request.Suspends)
            return (null, null);
        // Errors of these fields tell what is alleged.
        context.ReadsHealth($"physicians/{file.Row.Rpps}");
        var violations = new Violations();
        if (stands is { Suspends: true })
        {
            violations.Require(request.EffectiveOn is null, "effective_on", "Leave it out: the suspension that was pronounced is confirmed.");
            violations.Require(request.EndsOn is null, "ends_on", "Leave it out: the suspension that was pronounced is confirmed.");
            violations.Require(request.Part.Length == 0, "part", "Leave it out: the suspension that was pronounced is confirmed.");
            violations.Require(request.Training.Length == 0, "training", "Leave it out: the suspension that was pronounced is confirmed.");
            violations.ThrowIfAny();
            return (null, null);
        }

        var insufficiency = kind == nameof(FitnessKind.Insufficiency);
        violations.Require(
            insufficiency == request.Training.Length > 0, "training",
            insufficiency ? "Write the training that the physician must follow (CSP R.4124-3-5, VII)." : "Leave it out: only insufficiency asks for training.");
        violations.ThrowIfAny();
        var (_, row, _, _) = SuspensionInput.Read(
            new RecordSuspensionRequest
            {
                RequestId = request.RequestId,
                Rpps = file.Row.Rpps,
                Kind = insufficiency ? SuspensionKind.Insufficiency : SuspensionKind.Infirmity,
                Part = request.Part,
                EffectiveOn = request.EffectiveOn,
                EndsOn = request.EndsOn,
                Ground = ground,
                RequestedOn = file.Row.ReceivedOn.ToProto(),
                DecidedOn = request.DecidedOn,
            },
            file.Row.Council, today, rppsPolicy);
        row = row with { Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString() };
        return (row, suspensions.Seal(row, ground));
    }

    private byte[] Lift(OpenedSuspension? opened, LiftGround ground) =>
        opened is null ? [] : suspensions.SealLift(opened.Row, new SealedLift(ground.ToString(), null, null, null));

    private static async Task EnterAsync(
        Change change, RulingRow ruling, SuspensionRow? row, SealedSuspension? held, OpenedSuspension? emergency, byte[] ends, OpenedSuspension? annulled,
        byte[] annuls, LockedPhysician physician)
    {
        if (emergency is not null && await SuspensionStore.GetAsync(change.Sql, emergency.Row.Id) is { } running
            && EmergencyRules.Ended(emergency.Under(running), ruling.DecidedOn) is { } ended)
        {
            await SuspensionRecorder.LiftAsync(change, ended, ends, physician);
        }

        if (annulled is not null && await SuspensionStore.GetAsync(change.Sql, annulled.Row.Id) is { LiftedOn: null } holding)
        {
            var from = ruling.DecidedOn < holding.EffectiveOn ? holding.EffectiveOn : ruling.DecidedOn;
            var lifted = annulled.Under(holding) with { LiftedOn = from, LiftGround = nameof(LiftGround.Annulled) };
            await SuspensionRecorder.LiftAsync(change, lifted, annuls, physician);
        }

        if (row is not null)
            await SuspensionRecorder.AddAsync(change, row, held!, physician);
    }

    private static ProcedureRow Ruled(ProcedureRow row, RulingRow ruling, SuspensionRow? suspension)
    {
        var ruled = row with
        {
            State = ruling.Suspends ? States.Suspended : States.NotSuspended,
            ClosedOn = ruling.DecidedOn,
            SuspensionId = suspension?.Id ?? row.SuspensionId,
            DueOn = null,
        };
        // A ruling in time that was typed late: the procedure had never passed.
        return ruling.Level == Formations.Regional ? ruled with { Holder = Formations.Regional, PassedOn = null } : ruled;
    }

    /// <summary>Of a suspension, the register knows the notice to the appellant.</summary>
    private static async Task<LegalTime.TimeLimit?> SuspensionTimeAsync(Change change, ProcedureRow row, SuspensionAppellant appellant) =>
        row.SuspensionId is { } suspension
            ? SuspensionLimits.Appeal(
                appellant, (await NoticeStore.OfSuspensionsAsync(change.Sql, row.Rpps)).Where(notice => notice.SuspensionId == suspension))
            : null;
}
