using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
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
    Database database, ChangeRunner changes, PhysicianLocks locks, SuspensionVault vault, SuspensionOpener opener, Blinder blinder, TimeProvider clock,
    RppsPolicy rppsPolicy)
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
            await SuspensionRecorder.AddAsync(change, row, held, physician);
            return new RecordSuspensionResponse { Suspension = await ToProtoAsync(change, row.Id) };
        });
        // Not in the stored answer: it tells the kind. It follows from the request alone.
        response.Longest = longest is null ? null : RegistrationMap.ToProto(longest);
        return response;
    }

    public override async Task<RenewSuspensionResponse> RenewSuspension(RenewSuspensionRequest request, ServerCallContext context)
    {
        var (requestId, renewedId, endsOn, ground) = SuspensionInput.Read(request);
        var opened = await opener.OpenAsync(renewedId, context.CancellationToken);
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var held = vault.Seal(opened.Row with { Id = id, RequestedOn = null }, ground);
        var known = new RenewSuspensionRequest(request) { Ground = blinder.Blind(ground) };
        return await ChangeAsync(context, known, requestId, async change =>
        {
            var (locked, physician) = await LockAsync(change, renewedId, request.Etag, context.Scope());
            context.ReadsHealth($"physicians/{locked.Rpps}");
            var row = opened.Under(locked);
            var renewal = SuspensionRules.Renewal(row, await SuspensionStore.IsRenewedAsync(change.Sql, row.Id), id, endsOn);
            // The new period begins on the day after this one ends.
            await SuspensionStore.ReplaceAsync(change.Sql, row with { LiftedOn = renewal.EffectiveOn }, physician.Revision);
            await SuspensionRecorder.AddAsync(change, renewal, held, physician);
            return new RenewSuspensionResponse { Suspension = await ToProtoAsync(change, id) };
        });
    }

    public override async Task<LiftSuspensionResponse> LiftSuspension(LiftSuspensionRequest request, ServerCallContext context)
    {
        var (requestId, id, lift) = SuspensionInput.Read(request, LocalDay.Today(clock, context.Scope()));
        var opened = await opener.OpenAsync(id, context.CancellationToken);
        var sealedLift = vault.SealLift(opened.Row, ResumptionRules.ToSeal(opened.Row, lift));
        return await ChangeAsync(context, request, requestId, async change =>
        {
            var (locked, physician) = await LockAsync(change, id, request.Etag, context.Scope());
            // Also when it is refused: the error says which proof the kind asks for.
            context.ReadsHealth($"physicians/{locked.Rpps}");
            var row = opened.Under(locked);
            var council = await SuspensionCouncils.OnAsync(change.Sql, row.Rpps, row.EffectiveOn);
            var lifted = SuspensionRules.Lifted(row, council, await SuspensionStore.IsRenewedAsync(change.Sql, row.Id), lift);
            await SuspensionRecorder.LiftAsync(change, lifted, sealedLift, physician);
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

    private static async Task<Suspension> ToProtoAsync(Change change, string id)
    {
        var row = (await SuspensionStore.GetAsync(change.Sql, id))!;
        return (await SuspensionMap.LoadAsync(change.Sql, row.Rpps, [row]))[0];
    }
}
