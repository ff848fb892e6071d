using Grpc.Core;
using OrdreCouncils.LegalTime;
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
    Database database, ChangeRunner changes, PhysicianLocks locks, Sealer sealer, Blinder blinder, TimeProvider clock, RppsPolicy rppsPolicy)
    : RestrictionsService.RestrictionsServiceBase
{
    public override Task<RecordSuspensionResponse> RecordSuspension(RecordSuspensionRequest request, ServerCallContext context)
    {
        var (requestId, asked, ground, longest) = SuspensionInput.Read(request, LegalDay.Today(clock), rppsPolicy);
        // The ground is sealed before the transaction begins, to its own id; a repeated request id discards both.
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var sealedGround = sealer.Seal(SealPurposes.Ground, id, ground);
        var known = new RecordSuspensionRequest(request) { Ground = blinder.Blind(ground) };
        return changes.RunAsync(context, known, requestId, "", async change =>
        {
            var physician = await locks.LockForChangeAsync(change, asked.Rpps, request.Etag, context.Scope());
            var row = asked with { Id = id };
            await AddAsync(change, row, sealedGround, physician);
            return new RecordSuspensionResponse
            {
                Suspension = await ToProtoAsync(change, id),
                Longest = longest is null ? null : RegistrationMap.ToProto(longest),
            };
        });
    }

    public override Task<RenewSuspensionResponse> RenewSuspension(RenewSuspensionRequest request, ServerCallContext context)
    {
        var (requestId, renewedId, endsOn, ground) = SuspensionInput.Read(request);
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var sealedGround = sealer.Seal(SealPurposes.Ground, id, ground);
        var known = new RenewSuspensionRequest(request) { Ground = blinder.Blind(ground) };
        return changes.RunAsync(context, known, requestId, "", async change =>
        {
            var (row, physician) = await LockAsync(change, renewedId, request.Etag, context.Scope());
            var renewal = SuspensionRules.Renewal(row, await SuspensionStore.IsRenewedAsync(change.Sql, row.Id), id, endsOn);
            // The new period begins on the day after this one ends.
            await SuspensionStore.ReplaceAsync(change.Sql, row with { LiftedOn = renewal.EffectiveOn }, physician.Revision);
            await AddAsync(change, renewal, sealedGround, physician);
            return new RenewSuspensionResponse { Suspension = await ToProtoAsync(change, id) };
        });
    }

    public override Task<LiftSuspensionResponse> LiftSuspension(LiftSuspensionRequest request, ServerCallContext context)
    {
        var (requestId, id, lift) = SuspensionInput.Read(request, LegalDay.Today(clock));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var (row, physician) = await LockAsync(change, id, request.Etag, context.Scope());
            var lifted = SuspensionRules.Lifted(row, await SuspensionStore.IsRenewedAsync(change.Sql, row.Id), lift);
            await SuspensionStore.ReplaceAsync(change.Sql, lifted, physician.Revision);
            var notices = (await NoticeStore.OfSuspensionsAsync(change.Sql, row.Rpps)).Where(notice => notice.SuspensionId == id);
            await NoticeStore.AddOwedAsync(change.Sql, Notice(change, row, physician) with { Withdrawal = true }, NoticeRules.OfLift(notices));
            // Not the expertise and not the training: they tell whether the ground is one of health.
            change.Audit("registry.suspension.lifted", $"physicians/{row.Rpps}", null, new { suspension = id, liftedOn = lifted.LiftedOn });
            return new LiftSuspensionResponse { Suspension = await ToProtoAsync(change, id) };
        });
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

    private static async Task AddAsync(Change change, SuspensionRow row, byte[] sealedGround, LockedPhysician physician)
    {
        await SuspensionStore.AddAsync(change.Sql, row, physician.Revision);
        await GroundStore.AddAsync(change.Sql, row.Id, sealedGround);
        await NoticeStore.AddOwedAsync(
            change.Sql, Notice(change, row, physician), NoticeRules.OfSuspension(emergency: SuspensionTerms.LapsesByItself(row)));
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
        DueOn = LegalDay.Of(change.At),
    };

    private static async Task<Suspension> ToProtoAsync(Change change, string id)
    {
        var row = (await SuspensionStore.GetAsync(change.Sql, id))!;
        return (await SuspensionMap.LoadAsync(change.Sql, row.Rpps, [row]))[0];
    }
}
