using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Registrations;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

internal sealed partial class RestrictionsGrpc(
    Database database, ChangeRunner changes, PhysicianLocks locks, SuspensionVault vault, Blinder blinder, TimeProvider clock, RppsPolicy rppsPolicy)
    : RestrictionsService.RestrictionsServiceBase
{
    public override async Task<RecordSuspensionResponse> RecordSuspension(RecordSuspensionRequest request, ServerCallContext context)
    {
        var council = await CouncilAsync(request, context);
        var (requestId, asked, ground, longest) = SuspensionInput.Read(request, council, LocalDay.Today(clock, context.Scope()), rppsPolicy);
        // Sealed before the transaction begins, to an id of its own; a repeated request id discards both.
        var row = asked with { Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString() };
        var held = vault.Seal(row, ground);
        var known = new RecordSuspensionRequest(request) { Ground = blinder.Blind(ground) };
        var response = await ChangeAsync(context, known, requestId, async change =>
        {
            var physician = await locks.LockForChangeAsync(change, row.Rpps, request.Etag, context.Scope());
            await AddAsync(change, row, held, physician);
            return new RecordSuspensionResponse { Suspension = await ToProtoAsync(change, row.Id) };
        });
        // Not in the stored answer: it tells the kind. It follows from the request alone.
        response.Longest = longest is null ? null : RegistrationMap.ToProto(longest);
        return response;
    }

    public override async Task<RenewSuspensionResponse> RenewSuspension(RenewSuspensionRequest request, ServerCallContext context)
    {
        var (requestId, renewedId, endsOn, ground) = SuspensionInput.Read(request);
        var opened = await OpenAsync(renewedId, context);
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var held = vault.Seal(opened with { Id = id, RequestedOn = null }, ground);
        var known = new RenewSuspensionRequest(request) { Ground = blinder.Blind(ground) };
        return await ChangeAsync(context, known, requestId, async change =>
        {
            var (locked, physician) = await LockAsync(change, renewedId, request.Etag, context.Scope());
            context.ReadsHealth($"physicians/{locked.Rpps}");
            var row = Under(locked, opened);
            var renewal = SuspensionRules.Renewal(row, await SuspensionStore.IsRenewedAsync(change.Sql, row.Id), id, endsOn);
            // The new period begins on the day after this one ends.
            await SuspensionStore.ReplaceAsync(change.Sql, row with { LiftedOn = renewal.EffectiveOn }, physician.Revision);
            await AddAsync(change, renewal, held, physician);
            return new RenewSuspensionResponse { Suspension = await ToProtoAsync(change, id) };
        });
    }

    public override async Task<LiftSuspensionResponse> LiftSuspension(LiftSuspensionRequest request, ServerCallContext context)
    {
        var (requestId, id, lift) = SuspensionInput.Read(request, LocalDay.Today(clock, context.Scope()));
        var opened = await OpenAsync(id, context);
        var sealedLift = vault.SealLift(opened, ResumptionRules.ToSeal(opened, lift));
        return await ChangeAsync(context, request, requestId, async change =>
        {
            var (locked, physician) = await LockAsync(change, id, request.Etag, context.Scope());
            // Also when it is refused: the error says which proof the kind asks for.
            context.ReadsHealth($"physicians/{locked.Rpps}");
            var row = Under(locked, opened);
            var council = await SuspensionCouncils.OnAsync(change.Sql, row.Rpps, row.EffectiveOn);
            var lifted = SuspensionRules.Lifted(row, council, await SuspensionStore.IsRenewedAsync(change.Sql, row.Id), lift);
            await SuspensionStore.ReplaceAsync(change.Sql, lifted, physician.Revision);
            await GroundStore.LiftAsync(change.Sql, id, sealedLift);
            var notices = (await NoticeStore.OfSuspensionsAsync(change.Sql, row.Rpps)).Where(notice => notice.SuspensionId == id);
            await NoticeStore.AddOwedAsync(change.Sql, Notice(change, row, physician) with { Withdrawal = true }, NoticeRules.OfLift(notices));
            // Not the expertise and not the training: they tell whether the ground is one of health.
            change.Audit("registry.suspension.lifted", $"physicians/{row.Rpps}", null, new { suspension = id, liftedOn = lifted.LiftedOn });
            return new LiftSuspensionResponse { Suspension = await ToProtoAsync(change, id) };
        });
    }

    /// <summary>A change whose request tells a kind in few words: its digest needs a key.</summary>
    private Task<TResponse> ChangeAsync<TRequest, TResponse>(
        ServerCallContext context, TRequest request, string requestId, Func<Change, Task<TResponse>> work)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new() =>
        changes.RunAsync(context, request, requestId, "", work, blinder);

    /// <summary>Empty while the day is missing or the number unknown: both are refused later.</summary>
    private async Task<string> CouncilAsync(RecordSuspensionRequest request, ServerCallContext context)
    {
        var day = new Violations().OptionalDate(request.EffectiveOn, "effective_on") ?? DateOnly.MaxValue;
        return await database.ReadAsync(sql => SuspensionCouncils.OnAsync(sql, request.Rpps, day), context.CancellationToken);
    }

    /// <summary>The suspension in plain words, whoever's it is: the change checks the scope. NOT_FOUND when absent.</summary>
    private async Task<SuspensionRow> OpenAsync(string id, ServerCallContext context)
    {
        var (row, held) = await database.SnapshotAsync(
            async sql => (await SuspensionStore.GetAsync(sql, id), await GroundStore.GetAsync(sql, id)), context.CancellationToken);
        return row is null || held is null ? throw Fault.NotFound("suspension") : vault.Open(row, held);
    }

    /// <summary>The opened row at the version that is locked. What is sealed never changes before a lift, and no row is changed after one.</summary>
    private static SuspensionRow Under(SuspensionRow locked, SuspensionRow opened) => opened with { Version = locked.Version, LiftedOn = locked.LiftedOn };

    private async Task<(SuspensionRow Row, LockedPhysician Physician)> LockAsync(Change change, string id, string etag, RowScope scope)
    {
        var rpps = await SuspensionStore.RppsOfAsync(change.Sql, id) ?? throw Fault.NotFound("suspension");
        // A suspension is renewed or lifted under the number that it was recorded under.
        var physician = await locks.LockEvenMergedAsync(change, rpps, "", scope);
        // Read again under the lock.
        SuspensionRow row = (await SuspensionStore.GetAsync(change.Sql, id))!;
        Etag.Check(etag, row.Version);
        return (row, physician);
    }

    private static async Task AddAsync(Change change, SuspensionRow row, SealedSuspension held, LockedPhysician physician)
    {
        await SuspensionStore.AddAsync(change.Sql, row, physician.Revision);
        await GroundStore.AddAsync(change.Sql, held);
        var recipients = NoticeRules.OfSuspension(SuspensionTerms.LapsesByItself(row), await NoticeStore.NationalityAsync(change.Sql, row.Rpps));
        await NoticeStore.AddOwedAsync(change.Sql, Notice(change, row, physician), recipients);
        // Not the kind and not the part: they tell whether the ground is one of health.
        change.Audit(
            row.Renews.Length > 0 ? "registry.suspension.renewed" : "registry.suspension.recorded", $"physicians/{row.Rpps}", null,
            new { suspension = row.Id, effectiveOn = row.EffectiveOn, endsOn = row.EndsOn });
    }

    /// <summary>The law gives no time for the notice: it is owed at once, by our reading.</summary>
    private static NoticeRow Notice(Change change, SuspensionRow row, LockedPhysician physician) => new()
    {
        SuspensionId = row.Id,
        Rpps = row.Rpps,
        Council = physician.Council,
        DueOn = LocalDay.Of(change.At, physician.Council),
    };

    private static async Task<Suspension> ToProtoAsync(Change change, string id)
    {
        var row = (await SuspensionStore.GetAsync(change.Sql, id))!;
        return (await SuspensionMap.LoadAsync(change.Sql, row.Rpps, [row]))[0];
    }
}
