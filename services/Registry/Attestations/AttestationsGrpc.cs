using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Attestations;

internal sealed class AttestationsGrpc(
    Database database, ChangeRunner changes, RegisterEntries entries, SigningKeys keys, AttestationOptions attestations, RppsPolicy rppsPolicy,
    TimeProvider clock)
    : AttestationsService.AttestationsServiceBase
{
    private const int LongestReason = 500;

    public override async Task<IssueAttestationResponse> IssueAttestation(IssueAttestationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Rpps(request.Rpps, rppsPolicy);
        var on = request.On is null ? (DateOnly?)null : violations.Past(request.On, "on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            if (await PhysicianStore.CouncilAsync(change.Sql, request.Rpps, context.Scope()) is null)
                throw Fault.NotFound("physician");
            await MergeLinks.CheckNotMergedAsync(change.Sql, request.Rpps);
            // Read from the store: a signature lives longer than a stale cached copy.
            var entry = await RegisterEntries.LoadAsync(change.Sql, request.Rpps);
            var today = LegalDay.Of(change.At);
            var past = on < today ? on : null;
            var facts = AttestedFacts.Of(entry?.Value, today, past) ?? throw Fault.Precondition(
                RegistryReasons.NotAttestable,
                past is null
                    ? "The physician is not registered without restriction today: there is nothing to attest."
                    : "The register does not say that the physician was registered without restriction on that day: there is nothing to attest.");

            await CheckQuotaAsync(change, today);
            var code = AttestationCode.New();
            var row = new AttestationRow
            {
                Code = code,
                Rpps = facts.Rpps,
                Facts = facts.Json(),
                IssuedAt = change.At,
                ValidUntil = AttestationRules.ValidUntil(today),
                Place = await AttestationStore.TakePlaceAsync(change.Sql),
            };
            row = row with { Jws = keys.Sign(AttestationClaims.Of(row, facts, attestations.Address), SigningKeys.Attestation) };
            await AttestationStore.InsertAsync(change.Sql, row);
            change.Audit("registry.attestation.issued", $"attestations/{code}", null, new { physician = $"physicians/{facts.Rpps}", row.ValidUntil });
            return new IssueAttestationResponse { Attestation = ToProto(row, facts, AttestationState.Valid) };
        });
    }

    public override async Task<GetAttestationResponse> GetAttestation(GetAttestationRequest request, ServerCallContext context)
    {
        var code = AttestationCode.Read(request.Code) ?? throw Fault.Invalid("code", AttestationCode.Expected);
        var found = await database.SnapshotAsync(sql => FindAsync(sql, code, context.Scope()), context.CancellationToken);
        context.Reads($"physicians/{found.Rpps}");
        return new GetAttestationResponse { Attestation = found };
    }

    public override Task<RevokeAttestationResponse> RevokeAttestation(RevokeAttestationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var code = AttestationCode.Read(request.Code);
        violations.Require(code is not null, "code", AttestationCode.Expected);
        var reason = violations.Lines(request.Reason, "reason", LongestReason);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, reason, async change =>
        {
            var before = await FindAsync(change.Sql, code!, context.Scope());
            if (!await AttestationStore.RevokeAsync(change.Sql, code!, change.At))
                change.Unchanged();
            else
                change.Audit("registry.attestation.revoked", $"attestations/{code}", new { state = before.State.ToString() }, new { state = nameof(AttestationState.Revoked) });
            return new RevokeAttestationResponse { Attestation = await FindAsync(change.Sql, code!, context.Scope()) };
        });
    }

    /// <summary>For the public page: the attestation of a code with its present state; null when there is none.</summary>
    public async Task<Attestation?> VerifyAsync(string code, CancellationToken cancellation)
    {
        if (await database.ReadAsync(sql => AttestationStore.GetAsync(sql, code), cancellation) is not { } row)
            return null;
        return ToProto(row, (await entries.FindAsync(row.Rpps, cancellation)).Value);
    }

    private async Task CheckQuotaAsync(Change change, DateOnly today)
    {
        var limit = attestations.PerCallerAndDay;
        if (!await AttestationStore.TakeAsync(change.Sql, change.Actor.Person.Subject, today, limit))
        {
            throw Fault.Exhausted(
                RegistryReasons.AttestationQuota,
                $"You have issued {limit} attestations today, which is the limit of a day. You may issue again from {today.AddDays(1):yyyy-MM-dd} at 00:00 in "
                + "Paris.");
        }
    }

    /// <summary>An attestation out of the caller's scope answers like one that does not exist.</summary>
    private async Task<Attestation> FindAsync(SqlSession sql, string code, RowScope scope)
    {
        var row = await AttestationStore.GetAsync(sql, code);
        if (row is null || await PhysicianStore.CouncilAsync(sql, row.Rpps, scope) is null)
            throw Fault.NotFound("attestation");
        return ToProto(row, (await RegisterEntries.LoadAsync(sql, row.Rpps))?.Value);
    }

    private Attestation ToProto(AttestationRow row, RegisterEntry? entry)
    {
        var facts = AttestedFacts.Read(row.Facts);
        return ToProto(row, facts, AttestationRules.State(row, facts, entry, LegalDay.Today(clock)));
    }

    private static Attestation ToProto(AttestationRow row, AttestedFacts facts, AttestationState state) => new()
    {
        Code = row.Code,
        Rpps = facts.Rpps,
        FamilyName = facts.FamilyName,
        GivenName = facts.GivenName,
        Council = facts.Council ?? "",
        Specialties = { (facts.Specialties ?? []).Select(held => new Qualification { Kind = "S", Code = held.Code, Label = held.Label }) },
        RegisteredOn = facts.On?.ToProto(),
        IssuedAt = row.IssuedAt.ToTimestamp(),
        ValidUntil = row.ValidUntil.ToProto(),
        State = state,
        Jws = row.Jws,
        Page = AttestationPaths.Of(row.Code),
    };
}
