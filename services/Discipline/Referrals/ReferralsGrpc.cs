using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Referrals;

/// <summary>A clerk prepares a referral, a president signs it, and the chamber is seised.</summary>
internal sealed class ReferralsGrpc(Database database, ChangeRunner changes, TimeProvider clock) : ReferralsService.ReferralsServiceBase
{
    public override Task<PrepareReferralResponse> PrepareReferral(PrepareReferralRequest request, ServerCallContext context)
    {
        var (requestId, caseId, referral) = ReferralInput.Read(request, LegalDay.Today(clock));
        var reach = CaseReach.Of(context.Scope());
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForChangeAsync(change, caseId, context.Scope());
            ReferralRules.CheckUnsigned(file);
            ReferralRules.CheckFits(referral, file);
            var current = await ReferralStore.CurrentAsync(change.Sql, caseId, reach);
            Etag.CheckExact(request.Etag, current?.Version);
            if (current is not null && ReferralRules.IsSame(current, referral))
            {
                change.Unchanged();
                return new PrepareReferralResponse { Referral = ReferralMap.ToProto(current) };
            }

            await ReferralStore.InsertAsync(change.Sql, caseId, (current?.Version ?? 0) + 1, referral, change.Actor.Person.Subject, change.At);
            change.Audit(
                current is null ? "discipline.referral.prepared" : "discipline.referral.revised", $"cases/{caseId}",
                current is null ? null : Facts(current), Facts(referral, current));
            return new PrepareReferralResponse { Referral = ReferralMap.ToProto((await ReferralStore.CurrentAsync(change.Sql, caseId, reach))!) };
        });
    }

    public override Task<SignReferralResponse> SignReferral(SignReferralRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Etag(request.Etag);
        violations.ThrowIfAny();

        var reach = CaseReach.Of(context.Scope());
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForChangeAsync(change, caseId, context.Scope());
            ReferralRules.CheckUnsigned(file);
            var current = await ReferralStore.CurrentAsync(change.Sql, caseId, reach)
                ?? throw Fault.Precondition(Reasons.WrongState, "No referral is prepared: a clerk of the council prepares one first.");
            Etag.CheckExact(request.Etag, current.Version);
            var president = change.Actor.Person.Subject;
            if ((await ReferralStore.AuthorsAsync(change.Sql, caseId)).Contains(president))
                throw Fault.FourEyes("You wrote a version of this referral: another president signs it.");

            var filedOn = LegalDay.Of(change.At);
            await ReferralStore.SignAsync(change.Sql, current, president, change.At, filedOn);
            change.Audit("discipline.referral.signed", $"cases/{caseId}", null, new { current.Version, current.Chamber, filedOn });
            return new SignReferralResponse { Referral = ReferralMap.ToProto(current with { SignedBy = president, SignedAt = change.At }) };
        });
    }

    public override async Task<GetReferralResponse> GetReferral(GetReferralRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.ThrowIfAny();

        var row = await database.SnapshotAsync(sql => ReferralStore.CurrentAsync(sql, caseId, CaseReach.Of(context.Scope())), context.CancellationToken)
            ?? throw Fault.NotFound("referral");
        context.Reads($"cases/{caseId}");
        context.Reads($"physicians/{row.Rpps}");
        return new GetReferralResponse { Referral = ReferralMap.ToProto(row) };
    }

    private static object Facts(ReferralRow row) => new { row.Version, row.Chamber, row.Articles, row.DeliberatedOn };

    // The audit entry says only whether the opinion changed.
    private static object Facts(NewReferral referral, ReferralRow? before) => new
    {
        Version = (before?.Version ?? 0) + 1,
        referral.Chamber,
        referral.Articles,
        referral.DeliberatedOn,
        opinionChanged = referral.ReasonedOpinion != before?.ReasonedOpinion,
    };
}
