using Grpc.Core;
using OrdreCouncils.LegalTime;
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
            await AddAsync(change, row, sealedGround, physician.Revision);
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
            var (row, revision) = await LockAsync(change, renewedId, request.Etag, context.Scope());
            var renewal = SuspensionRules.Renewal(row, await SuspensionStore.IsRenewedAsync(change.Sql, row.Id), id, endsOn);
            // The new period begins on the day after this one ends.
            await SuspensionStore.ReplaceAsync(change.Sql, row with { LiftedOn = renewal.EffectiveOn }, revision);
            await AddAsync(change, renewal, sealedGround, revision);
            return new RenewSuspensionResponse { Suspension = await ToProtoAsync(change, id) };
        });
    }

    public override Task<LiftSuspensionResponse> LiftSuspension(LiftSuspensionRequest request, ServerCallContext context)
    {
        var (requestId, id, liftedOn) = SuspensionInput.Read(request, LegalDay.Today(clock));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var (row, revision) = await LockAsync(change, id, request.Etag, context.Scope());
            SuspensionRules.CheckLift(row, await SuspensionStore.IsRenewedAsync(change.Sql, row.Id), liftedOn);
            await SuspensionStore.ReplaceAsync(change.Sql, row with { LiftedOn = liftedOn }, revision);
            change.Audit("registry.suspension.lifted", $"physicians/{row.Rpps}", null, new { suspension = id, liftedOn });
            return new LiftSuspensionResponse { Suspension = await ToProtoAsync(change, id) };
        });
    }

    private async Task<(SuspensionRow Row, long Revision)> LockAsync(Change change, string id, string etag, RowScope scope)
    {
        var rpps = await SuspensionStore.RppsOfAsync(change.Sql, id) ?? throw Fault.NotFound("suspension");
        // A suspension is renewed or lifted under the number that it was recorded under.
        var physician = await locks.LockEvenMergedAsync(change, rpps, "", scope);
        // Read again under the lock.
        SuspensionRow row = (await SuspensionStore.GetAsync(change.Sql, id))!;
        Etag.Check(etag, row.Version);
        return (row, physician.Revision);
    }

    private static async Task AddAsync(Change change, SuspensionRow row, byte[] sealedGround, long revision)
    {
        await SuspensionStore.AddAsync(change.Sql, row, revision);
        await GroundStore.AddAsync(change.Sql, row.Id, sealedGround);
        // Not the kind and not the part: they tell whether the ground is one of health.
        change.Audit(
            row.Renews.Length > 0 ? "registry.suspension.renewed" : "registry.suspension.recorded", $"physicians/{row.Rpps}", null,
            new { suspension = row.Id, effectiveOn = row.EffectiveOn, endsOn = row.EndsOn });
    }

    private static async Task<Suspension> ToProtoAsync(Change change, string id) => ToProto((await SuspensionStore.GetAsync(change.Sql, id))!);

    private static Suspension ToProto(RecordedSuspension row) => new()
    {
        SuspensionId = row.Id,
        Rpps = row.Rpps,
        Kind = Enum.Parse<SuspensionKind>(row.Kind),
        Part = row.Part,
        EffectiveOn = row.EffectiveOn.ToProto(),
        EndsOn = row.EndsOn.ToProto(),
        LiftedOn = row.LiftedOn?.ToProto(),
        Renews = row.Renews,
        RecordedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(row.RecordedAt),
        Etag = Etag.Of(row.Version),
    };
}
